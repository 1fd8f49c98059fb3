import { addDays, instantOf } from '../../../calendar/wall-clock.js';
import { type LocalDate, toLocalTime } from '../../../core/time.js';
import type { Context, HandedOut } from '../../../feature-api/index.js';
import { eventsStore } from '../store/index.js';
import { reachedBy } from './rules/report.js';

const MIDNIGHT = toLocalTime('00:00');

/** Whom slides and other files of events reached, of events whose own numbers may be shown. */
export async function handedOut(
  context: Context,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<HandedOut | undefined> {
  const { timezone } = await context.community.settings();
  const [start, end] = [instantOf(from, MIDNIGHT, timezone), instantOf(addDays(to, 1), MIDNIGHT, timezone)];
  const reach = reachedBy({ ...(await eventsStore(context.tx).reportedPeriod(start, end)), now: context.now });
  return reach && { sent: reach.sent.people, opened: reach.fetched.people };
}
