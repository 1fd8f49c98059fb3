import { nextOccurrence, shortestPeriod } from '../../../calendar/cadence.js';
import { addDays, daysBetween, instantOf, localDateOf, localTimeOf } from '../../../calendar/wall-clock.js';
import { blackoutOn, isWorkingDay, nextWorkingDay, outagesAt } from '../../../calendar/working-days.js';
import type { Cadence } from '../../../core/cadence.js';
import type { BaseSettings } from '../../../core/settings.js';
import { after, between, DAY, DISTANT_PAST, HOUR, type Instant, type LocalDate, type LocalTime, latest } from '../../../core/time.js';

/** The moments of a round, in their order. */
export interface Timeline {
  readonly invitationAt: Instant;
  readonly matchingAt: Instant;
  readonly nudgeAt: Instant;
  readonly checkInAt: Instant;
  readonly closingAt: Instant;
}

export const MOMENTS = ['invitationAt', 'matchingAt', 'nudgeAt', 'checkInAt', 'closingAt'] as const satisfies readonly (keyof Timeline)[];
export type Moment = (typeof MOMENTS)[number];

type Calendar = Pick<BaseSettings, 'timezone' | 'workingWeek' | 'blackouts'> & {
  readonly coffee: { readonly cadence: Cadence; readonly time: LocalTime; readonly invitationDays: number };
};

/** A round closes this long before the next invitation, so that there is never more than one open. */
const CLOSING_MARGIN = HOUR;
/** The least number of days that people have to meet, also around days off. */
const SHORTEST_WINDOW_DAYS = 4;
/** A step that ran later than this (the server was off) pushes the steps after it. */
const TOLERATED_DELAY = 12 * HOUR;

/** The most days that an invitation may go out ahead: half of the period, so that rounds do not overlap. */
export function longestInvitation(cadence: Cadence): number {
  return Math.floor(shortestPeriod(cadence) / 2);
}

function invitationDaysOf({ coffee }: Calendar): number {
  return Math.min(coffee.invitationDays, longestInvitation(coffee.cadence));
}

/** `date`, or the next working day when it falls into a blackout. A day that organisers chose may be a weekend. */
export function offBlackout(date: LocalDate, calendar: Calendar): LocalDate {
  return blackoutOn(date, calendar) ? (nextWorkingDay(date, calendar) ?? date) : date;
}

/**
 * The day of the next matching: the first occurrence whose invitation is still to come, at least half a period after the
 * last one. With `shortNotice` a day for answers is enough: a round that closed late does not cost the next one.
 * `undefined` when rounds are started by hand.
 */
export function nextMatchingDate(
  now: Instant,
  last: LocalDate | undefined,
  calendar: Calendar,
  { shortNotice = false }: { readonly shortNotice?: boolean } = {},
): LocalDate | undefined {
  const { cadence, time } = calendar.coffee;
  const today = localDateOf(now, calendar.timezone);
  const earliest = last === undefined ? today : addDays(last, Math.ceil(shortestPeriod(cadence) / 2));
  let from = earliest > today ? earliest : today;
  for (let tries = 0; tries < 60; tries++) {
    const occurrence = nextOccurrence(from, cadence);
    if (occurrence === undefined) return undefined;
    const date = offBlackout(occurrence, calendar);
    const invitation = instantOf(invitationDate(date, calendar), time, calendar.timezone);
    if (invitation >= now || (shortNotice && between(now, instantOf(date, time, calendar.timezone)) >= DAY)) return date;
    from = addDays(occurrence, 1);
  }
  return undefined;
}

/** The day of the invitation to a matching on `matching`: off blackouts, and before the matching in any case. */
function invitationDate(matching: LocalDate, calendar: Calendar): LocalDate {
  const days = invitationDaysOf(calendar);
  // Without notice, people are invited and matched at the same moment.
  if (days === 0) return matching;
  const wished = addDays(matching, -days);
  const moved = offBlackout(wished, calendar);
  if (moved < matching) return moved;
  for (let back = 1; back <= 60; back++) {
    const earlier = addDays(wished, -back);
    if (isWorkingDay(earlier, calendar)) return earlier;
  }
  return wished;
}

/** The round's moments when people are matched on `matching`, which has been moved off blackouts already. */
export function timelineOf(matching: LocalDate, calendar: Calendar): Timeline {
  const at = (date: LocalDate) => instantOf(date, calendar.coffee.time, calendar.timezone);
  const { cadence } = calendar.coffee;
  const period = shortestPeriod(cadence);
  const following = nextOccurrence(addDays(matching, Math.ceil(period / 2)), cadence) ?? addDays(matching, period);
  const nextInvitation = invitationDate(offBlackout(following, calendar), calendar);
  const window = Math.max(SHORTEST_WINDOW_DAYS, daysBetween(matching, nextInvitation));
  const closing = addDays(matching, window);
  const checkIn = workingDayBefore(addDays(matching, Math.floor((window * 3) / 4)), closing, calendar);
  return {
    invitationAt: at(invitationDate(matching, calendar)),
    matchingAt: at(matching),
    nudgeAt: at(workingDayBefore(addDays(matching, Math.floor(window / 2)), checkIn, calendar)),
    checkInAt: at(checkIn),
    closingAt: after(at(closing), -CLOSING_MARGIN),
  };
}

/** `date` moved to a working day if that is still before `limit`, else as it is. */
function workingDayBefore(date: LocalDate, limit: LocalDate, calendar: Calendar): LocalDate {
  const moved = nextWorkingDay(date, calendar) ?? date;
  return moved < limit ? moved : date;
}

/** A round started at once: the invitation now, the matching after the usual days, or with `notice: false` now too. */
export function timelineFromNow(now: Instant, calendar: Calendar, { notice = true }: { readonly notice?: boolean } = {}): Timeline {
  if (!notice || invitationDaysOf(calendar) === 0) {
    return { ...timelineOf(localDateOf(now, calendar.timezone), calendar), invitationAt: now, matchingAt: now };
  }
  const matching = offBlackout(addDays(localDateOf(now, calendar.timezone), invitationDaysOf(calendar)), calendar);
  return { ...timelineOf(matching, calendar), invitationAt: now };
}

/**
 * The moments after `done`, which ran at `now`: if that was late, the rest moves by as many whole days, so that nobody
 * is matched before they could answer or asked before they could meet.
 */
export function afterDelay(timeline: Timeline, done: Moment, now: Instant, calendar: Calendar): Timeline {
  const delay = between(timeline[done], now);
  return delay < TOLERATED_DELAY ? timeline : moveFrom(MOMENTS.indexOf(done) + 1, Math.ceil(delay / DAY), timeline, calendar);
}

/** The moments still to come, moved off blackouts that were added since; the order stays. */
export function offNewBlackouts(timeline: Timeline, now: Instant, calendar: Calendar): Timeline {
  const next = MOMENTS.findIndex((moment) => timeline[moment] > now);
  return next < 0 ? timeline : moveFrom(next, 0, timeline, calendar);
}

function moveFrom(first: number, days: number, timeline: Timeline, calendar: Calendar): Timeline {
  const moved = { ...timeline };
  let previous = first > 0 ? moved[MOMENTS[first - 1] ?? 'invitationAt'] : DISTANT_PAST;
  for (const moment of MOMENTS.slice(first)) {
    const date = localDateOf(timeline[moment], calendar.timezone);
    const target = offBlackout(addDays(date, days), calendar);
    const wanted =
      target === date ? timeline[moment] : instantOf(target, localTimeOf(timeline[moment], calendar.timezone), calendar.timezone);
    moved[moment] = latest(wanted, previous);
    previous = moved[moment];
  }
  return moved;
}

/** The warnings of outage windows that the invitation or the matching falls into, each once. */
export function outageWarnings(timeline: Timeline, settings: Pick<BaseSettings, 'outages' | 'timezone'>): readonly string[] {
  const found = [timeline.invitationAt, timeline.matchingAt].flatMap((instant) =>
    outagesAt(localDateOf(instant, settings.timezone), localTimeOf(instant, settings.timezone), settings).map((outage) => outage.warning),
  );
  return [...new Set(found)];
}
