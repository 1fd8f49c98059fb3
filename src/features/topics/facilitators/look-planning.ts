import { addDays, instantOf, localDateOf } from '../../../calendar/wall-clock.js';
import { isWorkingDay } from '../../../calendar/working-days.js';
import type { Settings } from '../../../core/settings.js';
import { type Instant, type LocalDate, toLocalTime } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';
import { LOOK } from './kinds.js';

/** The time of day of the look: an hour after the usual opening, so that three days have passed on the third day. */
const LOOK_TIME = toLocalTime('11:00');
const SEARCHED_DAYS = 366;

/** Plans when the bot looks after the topics that come and those that are open: once on each working day. `known`: the settings, for a caller who has them. */
export async function planLook(context: Context, known?: Settings): Promise<void> {
  const found = nextLook(context.now, known ?? (await context.community.settings()));
  if (found === undefined) return;
  await context.agenda.plan({ key: `${FEATURE}:facilitators:look:${found.date}`, kind: LOOK, payload: {}, dueAt: found.at });
}

/** The next working day on which it is not past that hour; undefined if a whole year is off. */
export function nextLook(now: Instant, settings: Settings): { readonly date: LocalDate; readonly at: Instant } | undefined {
  const today = localDateOf(now, settings.timezone);
  for (let days = 0; days <= SEARCHED_DAYS; days++) {
    const date = addDays(today, days);
    const at = instantOf(date, LOOK_TIME, settings.timezone);
    if (at > now && isWorkingDay(date, settings)) return { date, at };
  }
  return undefined;
}
