import { nextOccurrence } from '../../../calendar/cadence.js';
import { addDays, localDateOf } from '../../../calendar/wall-clock.js';
import type { Settings } from '../../../core/settings.js';
import type { Instant, LocalDate } from '../../../core/time.js';
import { offBlackout, type Timeline, timelineOf } from '../../../features/coffee/rules/timeline.js';
import { withCoffeeSection } from '../../../features/coffee/settings.js';
import type { SettingsWithCoffee } from '../../../features/coffee/types.js';

/** The number of months with rounds that are over. */
const MONTHS = 8;
/** In case the calendar has months without a round. */
const LOOK_BACK_MONTHS = MONTHS + 6;

/** Moments of the last rounds, the oldest first: eight that are over at `now`, and the one under way if there is one. */
export function pastTimelines(now: Instant, stored: Settings): readonly Timeline[] {
  const settings = withCoffeeSection(stored);
  const timelines: Timeline[] = [];
  let from = addDays(localDateOf(now, settings.timezone), -31 * LOOK_BACK_MONTHS);
  for (;;) {
    const timeline = timelineFrom(from, settings);
    if (timeline.matchingAt > now) break;
    timelines.push(timeline);
    from = addDays(localDateOf(timeline.matchingAt, settings.timezone), 7);
  }
  const underWay = timelines.filter((timeline) => timeline.closingAt > now).length;
  return timelines.slice(-(MONTHS + underWay));
}

/** The first round whose people are matched after `now`. */
export function nextRoundAfter(now: Instant, stored: Settings): Timeline {
  const settings = withCoffeeSection(stored);
  let from = addDays(localDateOf(now, settings.timezone), -31);
  for (;;) {
    const timeline = timelineFrom(from, settings);
    if (timeline.matchingAt > now) return timeline;
    from = addDays(localDateOf(timeline.matchingAt, settings.timezone), 7);
  }
}

/** The sample's rounds are monthly, on the first Sunday. */
function timelineFrom(from: LocalDate, settings: SettingsWithCoffee): Timeline {
  const date = nextOccurrence(from, { every: 'month', weekday: 'sun', which: 1 });
  if (date === undefined) throw new RangeError('a monthly round has a next one');
  return timelineOf(offBlackout(date, settings), settings);
}
