import { addDays, weekdayOf } from '../../../calendar/wall-clock.js';
import { isLocalDate, type LocalDate, WEEKDAYS } from '../../../core/time.js';
import { readDate } from '../../../core/written.js';
import { type Meaning, meaningsOf, type Unit } from './day-words.js';

/**
 * Reads how long somebody wants to pause, in English, Arabic or Kurdish: the day on which they are back, or null for "until I come
 * back". A span that is only named is paused to its end (`next month`), and one after `until` to its beginning. Undefined for what
 * can't be read. `today` is the reader's.
 */
export function readPause(text: string, today: LocalDate): LocalDate | null | undefined {
  const written = readDate(text);
  if (written) return written;
  const all = meaningsOf(text);
  if (!all) return undefined;
  const isUntil = all.some(({ is }) => is === 'until');
  const meanings = all.filter(({ is }) => is !== 'until' && is !== 'filler');
  if (meanings.length === 0) return undefined;
  if (meanings.every(({ is }) => is === 'open')) return null;
  return lengthOf(meanings, today) ?? spanOf(meanings, today, isUntil) ?? dateOf(meanings, today);
}

/** `two weeks`, `a month`, `next two weeks`. */
function lengthOf(meanings: readonly Meaning[], today: LocalDate): LocalDate | undefined {
  const [number, unit, ...others] = meanings.filter(({ is }) => is !== 'next');
  if (number?.is === 'unit' && unit === undefined) {
    // `next week` is a span, `week` and `two weeks` in one word are lengths.
    return meanings.length > 1 && number.count === undefined ? undefined : moved(today, number.unit, number.count ?? 1);
  }
  if (number?.is === 'unit' && unit?.is === 'number' && number.count === undefined && unit.value === 1 && others.length === 0) {
    return moved(today, number.unit, 1);
  }
  if (number?.is !== 'number' || unit?.is !== 'unit' || others.length > 0 || number.value === 0) return undefined;
  return moved(today, unit.unit, number.value * (unit.count ?? 1));
}

/** `next month`, `this week`, `January`, `tomorrow`: up to its end, or with `until` to its beginning. */
function spanOf(meanings: readonly Meaning[], today: LocalDate, isUntil: boolean): LocalDate | undefined {
  const [first, second, ...others] = meanings.toSorted((one, other) => rank(one) - rank(other));
  if (others.length > 0 || !first) return undefined;
  if ((first.is === 'next' || first.is === 'this') && second?.is === 'unit') {
    const steps = (first.is === 'next' ? 1 : 0) + (isUntil && first.is === 'next' ? 0 : 1);
    return begun(today, second.unit, steps);
  }
  if (first.is === 'day' && !second) return addDays(today, first.ahead + (isUntil && first.ahead > 0 ? 0 : 1));
  if (first.is === 'month' && (!second || isYear(second))) {
    const year = second?.is === 'number' ? second.value : undefined;
    return isUntil ? monthBegins(first.month, year, today, 0) : monthBegins(first.month, year, today, 1);
  }
  if (first.is === 'weekday' && !second) return nextWeekday(first.weekday, today);
  if (first.is === 'next' && second?.is === 'weekday') return nextWeekday(second.weekday, today);
  return undefined;
}

/** `15 January`, `January 15 2027`. */
function dateOf(meanings: readonly Meaning[], today: LocalDate): LocalDate | undefined {
  const numbers = meanings.flatMap((each) => (each.is === 'number' ? [each.value] : []));
  const months = meanings.flatMap((each) => (each.is === 'month' ? [each.month] : []));
  const [month] = months;
  const [day, year] = numbers;
  if (
    month === undefined ||
    day === undefined ||
    months.length > 1 ||
    numbers.length > 2 ||
    months.length + numbers.length < meanings.length
  )
    return undefined;
  const inYear = (wanted: number) => {
    const date = `${wanted}-${two(month)}-${two(day)}`;
    return isLocalDate(date) ? date : undefined;
  };
  const thisYear = Number(today.slice(0, 4));
  if (year !== undefined) return inYear(year);
  const found = inYear(thisYear);
  return found !== undefined && found > today ? found : inYear(thisYear + 1);
}

const RANKS: readonly Meaning['is'][] = ['next', 'this', 'month', 'weekday', 'day', 'unit', 'number'];
const rank = ({ is }: Meaning): number => RANKS.indexOf(is);
const isYear = (meaning: Meaning): boolean => meaning.is === 'number' && meaning.value >= 2000;
const two = (number: number): string => String(number).padStart(2, '0');

/** A day `count` units later; the last day of a shorter month stands for days that it lacks. */
function moved(today: LocalDate, unit: Unit, count: number): LocalDate {
  switch (unit) {
    case 'day':
      return addDays(today, count);
    case 'week':
      return addDays(today, 7 * count);
    case 'month':
      return addMonths(today, count);
    case 'year':
      return addMonths(today, 12 * count);
    default:
      return unit satisfies never;
  }
}

/** The first day of the unit that is `steps` after the present one. Weeks begin on Sunday. */
function begun(today: LocalDate, unit: Unit, steps: number): LocalDate {
  switch (unit) {
    case 'day':
      return addDays(today, steps);
    case 'week':
      return addDays(today, 7 * steps - WEEKDAYS.indexOf(weekdayOf(today)));
    case 'month':
      return addMonths(firstOf(today), steps);
    case 'year':
      return addMonths(dateFrom(Number(today.slice(0, 4)), 1, 1), 12 * steps);
    default:
      return unit satisfies never;
  }
}

/** Where a month begins, or with `after` the one after it: the next of this name that is not over, or for `until` that is to come. */
function monthBegins(month: number, year: number | undefined, today: LocalDate, after: 0 | 1): LocalDate {
  const thisYear = Number(today.slice(0, 4));
  const inYear = (wanted: number) => addMonths(dateFrom(wanted, month, 1), after);
  if (year !== undefined) return inYear(year);
  return inYear(thisYear) > today ? inYear(thisYear) : inYear(thisYear + 1);
}

function nextWeekday(weekday: number, today: LocalDate): LocalDate {
  const ahead = (weekday - WEEKDAYS.indexOf(weekdayOf(today)) + 7) % 7;
  return addDays(today, ahead === 0 ? 7 : ahead);
}

const firstOf = (date: LocalDate): LocalDate => dateFrom(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 1);

function addMonths(date: LocalDate, months: number): LocalDate {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))];
  const whole = month - 1 + months;
  const [inYear, inMonth] = [year + Math.floor(whole / 12), (whole % 12) + 1];
  const last = new Date(Date.UTC(inYear, inMonth, 0)).getUTCDate();
  return dateFrom(inYear, inMonth, Math.min(day, last));
}

function dateFrom(year: number, month: number, day: number): LocalDate {
  const date = `${year}-${two(month)}-${two(day)}`;
  if (!isLocalDate(date)) throw new RangeError(`not a date: ${date}`);
  return date;
}
