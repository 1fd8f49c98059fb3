import { daysBetween, instantOf, localDateOf, localTimeOf } from '../../../calendar/wall-clock.js';
import { InputError } from '../../../core/errors.js';
import { type Instant, toInstant, type Zone } from '../../../core/time.js';
import { readDate, readTime } from '../../../core/written.js';
import { phrase } from '../../../language/index.js';
import type { FileTools, WrittenEvent, WrittenMoment } from '../../../ports/files.js';
import { zoneOf } from '../../members/public.js';
import type { EventKind, SessionTimes } from '../types.js';
import { EVENTS_MAX, tidied } from './tidy.js';
import type { ReadEvent, ReadFile, ReadProblem } from './types.js';

const KIND: EventKind = 'webinar';
/** Characters of a zone's name that a sentence about it repeats. */
const ZONE_MAX = 60;

export function isCalendar(text: string): boolean {
  return /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text);
}

/** The entries of a calendar (RFC 5545). Throws an `InputError` for one that is broken as a whole or has too many. */
export async function readCalendar(
  files: FileTools,
  text: string,
  { zone, now }: { readonly zone: Zone; readonly now: Instant },
): Promise<ReadFile> {
  let count = 0;
  for (const _ of text.matchAll(/^BEGIN:VEVENT/gim)) count += 1;
  if (count > EVENTS_MAX) throw new InputError('too many events', phrase('events-import.error.many', { count, max: EVENTS_MAX }));
  const calendar = await files.calendarOf(text, EVENTS_MAX);
  if (calendar.type === 'slow') throw new InputError('calendar too slow', phrase('files.error.slow'));
  if (calendar.type === 'broken') throw new InputError('no calendar', phrase('events-import.error.calendar'));
  const events: ReadEvent[] = [];
  const problems: ReadProblem[] = [];
  for (const [index, entry] of calendar.entries.entries()) {
    const at = index + 1;
    const left = entry.isCancelled ? 'cancelled' : entry.isException ? 'exception' : undefined;
    if (left !== undefined) problems.push({ at, problem: phrase(`events-import.problem.${left}`) });
    else {
      const times = timesOf(entry, zone);
      if (times === undefined) problems.push({ at, problem: phrase('events-import.problem.hours') });
      else if (times === 'long') problems.push({ at, problem: phrase('events.error.long') });
      else if ('unknown' in times)
        problems.push({ at, problem: phrase('events-making.error.zone', { text: times.unknown.slice(0, ZONE_MAX) }) });
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

interface Zoned {
  readonly times: SessionTimes;
  readonly zone: Zone;
}

/**
 * The hours on a wall clock: that of the entry if it is known here, or the community's. Undefined for whole days, and for an end that
 * isn't after the start; `long`: over more days than one session can be; `unknown`: a zone that neither the file nor Mudhif knows.
 */
function timesOf({ start, end, lasts }: WrittenEvent, usual: Zone): Zoned | 'long' | UnknownZone | undefined {
  const from = start && wallOf(start, usual);
  if (!from || 'unknown' in from) return from;
  const to = end ? wallOf(end, from.zone, from.zone) : later(from, lasts);
  if (!to || 'unknown' in to) return to;
  const days = daysBetween(from.date, to.date);
  if (days < 0 || (days === 0 && to.time <= from.time)) return undefined;
  if (days > 1 || (days === 1 && to.time > from.time)) return 'long';
  return { zone: from.zone, times: { date: from.date, startTime: from.time, endTime: to.time } };
}

interface UnknownZone {
  readonly unknown: string;
}

type Wall = { readonly date: SessionTimes['date']; readonly time: SessionTimes['startTime']; readonly zone: Zone };

/** `wanted`: the clock on which it is shown. */
function wallOf({ text, zone: named, utc }: WrittenMoment, usual: Zone, wanted?: Zone): Wall | UnknownZone | undefined {
  const [, day = '', hour = '', isUtc] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2})?(Z)?$/.exec(text) ?? [];
  const [date, time] = [readDate(day), readTime(hour)];
  if (date === undefined || time === undefined) return undefined;
  const shownAt = (at: Instant, zone: Zone): Wall => ({ date: localDateOf(at, zone), time: localTimeOf(at, zone), zone });
  if (isUtc) return shownAt(toInstant(Date.parse(text)), wanted ?? usual);
  const zone = named === undefined ? usual : namedZone(named);
  if (zone === undefined) return utc === undefined ? { unknown: named ?? '' } : shownAt(toInstant(Date.parse(utc)), wanted ?? usual);
  // What ends on another clock than it begins.
  return wanted === undefined || wanted === zone ? { date, time, zone } : shownAt(instantOf(date, time, zone), wanted);
}

/** A zone by the name that a program writes: also with its own path before it, as in `/example.org/2026/Europe/Berlin`. */
const namedZone = (named: string): Zone | undefined => zoneOf(named) ?? zoneOf(named.split('/').slice(-2).join('/'));

/** Wall clocks are added to as if no clock changed: an hour is an hour on the poster. */
function later({ date, time, zone }: Wall, lasts: number): Wall | undefined {
  const end = new Date(Date.parse(`${date}T${time}:00Z`) + lasts).toISOString();
  const [day, hour] = [readDate(end.slice(0, 10)), readTime(end.slice(11, 16))];
  return day === undefined || hour === undefined ? undefined : { date: day, time: hour, zone };
}
