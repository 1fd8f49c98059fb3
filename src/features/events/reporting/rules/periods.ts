import { addDays, instantOf, MIDNIGHT } from '../../../../calendar/wall-clock.js';
import type { Instant, Zone } from '../../../../core/time.js';
import { type Came, type PeriodShares, soFarTo } from './breakdown.js';
import { type Days, type Period, wholeMonths, wholePeriodsIn } from './nested.js';

/** What periods of whole months show that are over, by their days. */
export type KeptPeriods = ReadonlyMap<string, PeriodShares>;

export const nameOf = ({ from, to }: Period): string => `${from} ${to}`;

/** The period of whole months that a report of these days counts by people: itself if it is over, or the year up to its last quarter. */
export function countedPeriod(days: Days): Period | undefined {
  const { from, to, today } = days;
  if (to < today && wholeMonths(from, to) !== undefined) return { from, to };
  const end = soFarTo(days);
  return end && { from, to: end };
}

/** When the days of a period begin and end. */
export const boundsOf = ({ from, to }: Period, zone: Zone): readonly [Instant, Instant] => [
  instantOf(from, MIDNIGHT, zone),
  instantOf(addDays(to, 1), MIDNIGHT, zone),
];

/** Events that begin in a period. */
export function eventsIn<Event extends Pick<Came<unknown>, 'startsAt'>>(
  events: readonly Event[],
  { from, to }: Period,
  zone: Zone,
): readonly Event[] {
  const [start, end] = boundsOf({ from, to }, zone);
  return events.filter(({ startsAt }) => start <= startsAt && startsAt < end);
}

/** The periods whose shares have to be kept before a period is shown, each after those that lie in it; nobody was at the events of others. */
export function periodsToKeep<Event extends Pick<Came<unknown>, 'startsAt'>>(
  period: Period,
  events: readonly Event[],
  kept: KeptPeriods,
  zone: Zone,
): readonly Period[] {
  return wholePeriodsIn(period).filter((each) => !kept.has(nameOf(each)) && eventsIn(events, each, zone).length > 0);
}
