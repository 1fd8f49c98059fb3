import { localDateOf, localTimeOf } from '../../../calendar/wall-clock.js';
import { InputError } from '../../../core/errors.js';
import { type Instant, toInstant, type Zone } from '../../../core/time.js';
import { readDate, readTime } from '../../../core/written.js';
import { phrase } from '../../../language/index.js';
import { zoneOf } from '../../members/public.js';
import type { EventKind, SessionTimes } from '../types.js';
import { EVENTS_MAX, tidied } from './tidy.js';
import type { ReadEvent, ReadFile, ReadProblem } from './types.js';

const KIND: EventKind = 'webinar';
/** Programs write some dozens of characters. */
const UID_MAX = 500;
const HOUR_MS = 3_600_000;

export function isCalendar(text: string): boolean {
  return /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text);
}

/** The entries of a calendar (RFC 5545). Throws an `InputError` for one that is broken as a whole or has too many. */
export async function readCalendar(text: string, { zone, now }: { readonly zone: Zone; readonly now: Instant }): Promise<ReadFile> {
  // Counted before it is parsed, since a parser holds all of it.
  const count = text.match(/^BEGIN:VEVENT/gim)?.length ?? 0;
  if (count > EVENTS_MAX) throw new InputError('too many events', phrase('events-import.error.many', { count, max: EVENTS_MAX }));
  const entries = await entriesIn(text);
  const events: ReadEvent[] = [];
  const problems: ReadProblem[] = [];
  for (const [index, entry] of entries.entries()) {
    const at = index + 1;
    const left = entry.isCancelled ? 'cancelled' : entry.isException ? 'exception' : undefined;
    if (left !== undefined) problems.push({ at, problem: phrase(`events-import.problem.${left}`) });
    else {
      const times = timesOf(entry, zone);
      if (times === undefined) problems.push({ at, problem: phrase('events-import.problem.hours') });
      else {
        const isLink = /^https?:\/\/\S+$/i.test(entry.location.trim());
        const read = await tidied(
          {
            at,
            title: entry.summary,
            about: entry.description,
            kind: KIND,
            format: undefined,
            place: isLink ? '' : entry.location,
            link: entry.url !== '' ? entry.url : isLink ? entry.location : '',
            language: undefined,
            zone: times.zone,
            times: times.times,
            rule: entry.rule,
            uid: entry.uid === '' ? undefined : entry.uid,
          },
          now,
        );
        if (read.event) events.push(read.event);
        problems.push(...read.problems);
      }
    }
  }
  return { events, problems };
}

interface Moment {
  /** `2026-12-06T10:00:00`, or with a Z at its end; a day alone has no hour. */
  readonly text: string;
  readonly zone: string | undefined;
}

interface Entry {
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  readonly url: string;
  readonly uid: string;
  readonly rule: string | undefined;
  readonly start: Moment | undefined;
  readonly end: Moment | undefined;
  /** In milliseconds, where there is no end. */
  readonly lasts: number;
  readonly isCancelled: boolean;
  readonly isException: boolean;
}

async function entriesIn(text: string): Promise<readonly Entry[]> {
  const { default: ICAL } = await import('ical.js');
  try {
    const root = ICAL.Component.fromString(text);
    return root.getAllSubcomponents('vevent').map((component): Entry => {
      const textOf = (name: string): string => String(component.getFirstPropertyValue(name) ?? '');
      const moment = (name: string): Moment | undefined => {
        const property = component.getFirstProperty(name);
        const value = property?.getFirstValue();
        if (!property || value === null || value === undefined) return undefined;
        const zone: unknown = property.getParameter('tzid');
        return { text: String(value), zone: typeof zone === 'string' ? zone : undefined };
      };
      const duration = component.getFirstPropertyValue('duration');
      return {
        summary: textOf('summary'),
        description: textOf('description'),
        location: textOf('location'),
        url: textOf('url'),
        uid: textOf('uid').slice(0, UID_MAX),
        rule: component.hasProperty('rrule') ? textOf('rrule') : undefined,
        start: moment('dtstart'),
        end: moment('dtend'),
        lasts: duration instanceof ICAL.Duration ? duration.toSeconds() * 1000 : HOUR_MS,
        isCancelled: textOf('status').toUpperCase() === 'CANCELLED',
        isException: component.hasProperty('recurrence-id'),
      };
    });
  } catch (error) {
    throw new InputError('no calendar', phrase('events-import.error.calendar'), { cause: error });
  }
}

interface Zoned {
  readonly times: SessionTimes;
  readonly zone: Zone;
}

/** The hours on a wall clock: that of the entry if it is known here, or the community's. Undefined for whole days. */
function timesOf({ start, end, lasts }: Entry, usual: Zone): Zoned | undefined {
  const from = start && wallOf(start, usual);
  if (!from) return undefined;
  const to = end ? wallOf(end, from.zone, from.zone) : later(from, lasts);
  return to && { zone: from.zone, times: { date: from.date, startTime: from.time, endTime: to.time } };
}

type Wall = { readonly date: SessionTimes['date']; readonly time: SessionTimes['startTime']; readonly zone: Zone };

/** `wanted`: the clock on which it is shown. */
function wallOf({ text, zone: named }: Moment, usual: Zone, wanted?: Zone): Wall | undefined {
  const [, day = '', hour = '', isUtc] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2})?(Z)?$/.exec(text) ?? [];
  const [date, time] = [readDate(day), readTime(hour)];
  if (date === undefined || time === undefined) return undefined;
  if (isUtc) {
    const at = toInstant(Date.parse(text));
    const zone = wanted ?? usual;
    return { date: localDateOf(at, zone), time: localTimeOf(at, zone), zone };
  }
  return { date, time, zone: (named === undefined ? undefined : zoneOf(named)) ?? usual };
}

/** Wall clocks are added to as if no clock changed: an hour is an hour on the poster. */
function later({ date, time, zone }: Wall, lasts: number): Wall | undefined {
  const end = new Date(Date.parse(`${date}T${time}:00Z`) + lasts).toISOString();
  const [day, hour] = [readDate(end.slice(0, 10)), readTime(end.slice(11, 16))];
  return day === undefined || hour === undefined ? undefined : { date: day, time: hour, zone };
}
