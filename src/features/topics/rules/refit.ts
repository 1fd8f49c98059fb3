import { localDateOf, localTimeOf } from '../../../calendar/wall-clock.js';
import type { Settings } from '../../../core/settings.js';
import { after, type Instant } from '../../../core/time.js';
import type { Topic } from '../types.js';
import { addMonths, type Month } from './month.js';
import { notBefore, type OpeningDay, patternDays, placeOpening } from './openings.js';
import { SHORTEST_LEAD } from './plan-times.js';

type Placed = Pick<Topic, 'id' | 'slot' | 'plannedDate' | 'opensAt' | 'state'>;

/** Where a topic goes. */
export type NewPlace = Pick<Topic, 'plannedDate' | 'opensAt'> & { readonly slot: number };

/** What becomes of a plan that was made for other days. */
export interface Refit<T> {
  readonly moved: readonly { readonly topic: T; readonly to: NewPlace }[];
  /** There are more topics than places. */
  readonly dropped: readonly T[];
  /** Places that no topic has then. */
  readonly free: number;
}

/**
 * Fits what has not opened of a month to other days. A topic keeps its place of the month if there still is one, and takes the new
 * day of that place; one that somebody had moved to a day of its own stays there.
 * @param month `was`: the days for which it was made. `topics`: those that are not skipped. `others`: openings of other months.
 */
export function refitMonth<T extends Placed>(
  month: {
    readonly month: Month;
    readonly was: readonly OpeningDay[];
    readonly topics: readonly T[];
    readonly others: readonly Instant[];
  },
  openings: readonly OpeningDay[],
  settings: Settings,
  now: Instant,
): Refit<T> {
  const days = patternDays(month.month, openings);
  const inPlan = month.topics.filter(({ slot }) => slot !== null);
  const movable = inPlan.filter(({ state, opensAt }) => state === 'planned' && opensAt > now);
  const taken = new Set([...month.others, ...month.topics.filter((topic) => !movable.includes(topic)).map(({ opensAt }) => opensAt)]);
  const slots = new Set(inPlan.flatMap(({ slot }) => (slot === null || slot > days.length ? [] : [slot])));
  const moved: { topic: T; to: NewPlace }[] = [];
  const dropped: T[] = [];
  for (const topic of movable.toSorted((one, other) => (one.slot ?? 0) - (other.slot ?? 0))) {
    const slot = topic.slot !== null && topic.slot <= days.length ? topic.slot : days.findIndex((_, index) => !slots.has(index + 1)) + 1;
    const day = days[slot - 1];
    if (!day) {
      dropped.push(topic);
      continue;
    }
    slots.add(slot);
    const to = isOnItsDay(topic, month, settings) || slot !== topic.slot ? placeOn(day, slot) : undefined;
    const place = to ?? { slot, plannedDate: topic.plannedDate, opensAt: topic.opensAt };
    taken.add(place.opensAt);
    if (place.slot !== topic.slot || place.opensAt !== topic.opensAt || place.plannedDate !== topic.plannedDate)
      moved.push({ topic, to: place });
  }
  return { moved, dropped, free: days.filter((_, index) => !slots.has(index + 1)).length };

  /** Undefined if that day has passed and none is left in the month. */
  function placeOn({ planned, time }: (typeof days)[number], slot: number): NewPlace | undefined {
    const plannedDate = notBefore(planned, time, settings.timezone, after(now, SHORTEST_LEAD));
    const { date, at } = placeOpening(plannedDate, time, settings, taken);
    return plannedDate !== planned && date >= `${addMonths(month.month, 1)}-01` ? undefined : { slot, plannedDate, opensAt: at };
  }
}

/** Whether it stands where the days gave it its place, a day off aside. */
function isOnItsDay(
  { slot, plannedDate, opensAt }: Placed,
  { month, was }: { readonly month: Month; readonly was: readonly OpeningDay[] },
  { timezone }: Settings,
): boolean {
  const day = patternDays(month, was)[(slot ?? 0) - 1];
  return (
    day !== undefined &&
    day.planned === plannedDate &&
    day.time === localTimeOf(opensAt, timezone) &&
    localDateOf(opensAt, timezone) >= plannedDate
  );
}
