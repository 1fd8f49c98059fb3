import { after, type Instant, type Zone } from '../../../src/core/time.js';
import type { CalendarWords } from '../protocol.js';
import type { Words } from './words.js';

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly time: string;
}

const formats = new Map<Zone, Intl.DateTimeFormat>();
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Converts an instant to the wall clock of a zone. The parts are numbers, because not every browser knows all languages. */
export function partsOf(instant: Instant, zone: Zone): Parts {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(zone, format);
  }
  const found = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return {
    year: Number(found.get('year')),
    month: Number(found.get('month')),
    day: Number(found.get('day')),
    weekday: WEEKDAYS.indexOf(found.get('weekday') ?? ''),
    time: `${found.get('hour')}:${found.get('minute')}`,
  };
}

/** The date of a moment in a zone, `2026-12-01`. */
export function dayKey(instant: Instant, zone: Zone): string {
  const { year, month, day } = partsOf(instant, zone);
  return `${year}-${month}-${day}`;
}

export interface Dates {
  time(instant: Instant): string;
  /** «Today», «Yesterday», or the full date. */
  day(instant: Instant): string;
  fullDay(instant: Instant): string;
  /** Day and time in a short form. */
  short(instant: Instant): string;
  key(instant: Instant): string;
}

export function createDates(words: Words, calendar: CalendarWords, zone: Zone, now: () => Instant): Dates {
  const named = (instant: Instant): string => {
    const { year, month, day, weekday } = partsOf(instant, zone);
    const values = { day, month: calendar.months[month - 1] ?? '', weekday: calendar.weekdays[weekday] ?? '', year: String(year) };
    return words.label(year === partsOf(now(), zone).year ? 'day' : 'day-year', values);
  };
  const key = (instant: Instant): string => dayKey(instant, zone);
  return {
    key,
    time: (instant) => partsOf(instant, zone).time,
    fullDay: named,
    day(instant) {
      if (key(instant) === key(now())) return words('today');
      if (key(instant) === key(after(now(), -86_400_000))) return words('yesterday');
      return named(instant);
    },
    short(instant) {
      const { month, day, time } = partsOf(instant, zone);
      return `${words.label('day-short', { day, month: calendar.months[month - 1] ?? '' })} · ${time}`;
    },
  };
}

/** A size in bytes as people read it, in B, KB or MB of 1024 each. */
export function sizeOf(bytes: number, words: Words): string {
  if (bytes >= 1024 * 1024) return words.label('size', { size: (bytes / 1024 / 1024).toFixed(1), unit: 'mb' });
  if (bytes >= 1024) return words.label('size', { size: Math.round(bytes / 1024), unit: 'kb' });
  return words.label('size', { size: bytes, unit: 'b' });
}

/** The initials of the first and the last word. Arabic and Kurdish names get one letter, because two would be joined. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  const letter = (word: string | undefined): string => [...(word ?? '').replace(/^[^\p{L}]+/u, '')][0] ?? '';
  const first = letter(words[0]);
  if (words.length < 2 || /[\u0600-\u06ff]/.test(first)) return first.toUpperCase() || '?';
  return (first + letter(words.at(-1))).toUpperCase();
}

/** The number of one of eight colours, always the same for an account. */
export function hueOf(user: string): number {
  let hash = 7;
  for (const letter of user) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return hash % 8;
}
