import { localDateOf } from '../../calendar/wall-clock.js';
import type { Settings } from '../../core/settings.js';
import type { Instant } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import type { AgendaPlan } from '../../ports/agenda.js';
import { draftKey } from './keys.js';
import { letterMonthOf, letterTimes, nextLetterMonth } from './rules/times.js';
import { letterSection } from './settings.js';
import type { Letter, LetterMonth } from './types.js';

/** How many months ahead are in the agenda, so that none is missed while the server is off. */
const AHEAD = 2;

export const DRAFT = 'letter.draft';

/**
 * Makes sure that the drafts of the coming months are in the agenda; rows that wait move with the settings. A month whose draft would be
 * late has none: the next one tells of it.
 */
export async function planAhead(context: Context, known?: Settings): Promise<void> {
  if (!(await context.features.isSetUp(context))) return;
  const settings = known ?? (await context.community.settings());
  const { monthly } = letterSection.of(settings);
  const months = monthsAhead(context, settings);
  if (!monthly) return context.agenda.cancel(months.map(draftKey));
  const rows: AgendaPlan[] = [];
  for (const month of months) {
    const { draftAt } = letterTimes(month, letterSection.of(settings), settings);
    if (draftAt > context.now) rows.push({ key: draftKey(month), kind: DRAFT, payload: { month }, dueAt: draftAt, again: true });
  }
  await context.agenda.plan(rows);
}

/** When the next draft is written by itself; undefined where none is. */
export function nextDraft(
  context: Pick<Context, 'now'>,
  settings: Settings,
  newest: Pick<Letter, 'month'> | undefined,
): Instant | undefined {
  const wanted = letterSection.of(settings);
  if (!wanted.monthly) return undefined;
  return monthsAhead(context, settings)
    .filter((month) => newest === undefined || month > newest.month)
    .map((month) => letterTimes(month, wanted, settings).draftAt)
    .find((at) => at > context.now);
}

export function monthsAhead({ now }: Pick<Context, 'now'>, settings: Settings): readonly LetterMonth[] {
  const months = [letterMonthOf(localDateOf(now, settings.timezone))];
  for (let ahead = 0; ahead < AHEAD; ahead += 1) months.push(nextLetterMonth(months[ahead] as LetterMonth));
  return months;
}
