import { daysBetween, localDateOf, localTimeOf } from '../../../calendar/wall-clock.js';
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
 * isn't after the start; `long`: over more days than one session can be.
 */
function timesOf({ start, end, lasts }: WrittenEvent, usual: Zone): Zoned | 'long' | undefined {
  const from = start && wallOf(start, usual);
  if (!from) return undefined;
  const to = end ? wallOf(end, from.zone, from.zone) : later(from, lasts);
  if (!to) return undefined;
  const days = daysBetween(from.date, to.date);
  if (days < 0 || (days === 0 && to.time <= from.time)) return undefined;
  if (days > 1 || (days === 1 && to.time > from.time)) return 'long';
  return { zone: from.zone, times: { date: from.date, startTime: from.time, endTime: to.time } };
}

type Wall = { readonly date: SessionTimes['date']; readonly time: SessionTimes['startTime']; readonly zone: Zone };

/** `wanted`: the clock on which it is shown. */
function wallOf({ text, zone: named }: WrittenMoment, usual: Zone, wanted?: Zone): Wall | undefined {
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
