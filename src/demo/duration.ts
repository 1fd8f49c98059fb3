import { addDays, instantOf, localDateOf, localTimeOf } from '../calendar/wall-clock.js';
import { after, HOUR, type Instant, intoPeriod, type LocalDate, MINUTE, SECOND, utcDate, type Zone } from '../core/time.js';

/** An ISO 8601 duration; each part a whole number, seconds to the millisecond. */
export interface Duration {
  readonly years: number;
  readonly months: number;
  readonly days: number;
  readonly milliseconds: number;
}

const DURATION =
  /^P(?=\d|T\d)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,10}(?:\.\d{1,3})?)S)?)?$/;

/** `P1D`, `P2W`, `PT6H30M`, `P1Y2M3DT4H`; `undefined` for anything else. */
export function parseDuration(text: string): Duration | undefined {
  const match = DURATION.exec(text);
  if (!match) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return { years, months, days: weeks * 7 + days, milliseconds: hours * HOUR + minutes * MINUTE + Math.round(seconds * SECOND) };
}

/** Years, months and days pass on the calendar of `zone` (the wall clock shows the same hour after them), the rest on the clock. */
export function plus(start: Instant, { years, months, days, milliseconds }: Duration, zone: Zone): Instant {
  if (years === 0 && months === 0 && days === 0) return after(start, milliseconds);
  const [date, time] = [localDateOf(start, zone), localTimeOf(start, zone)];
  const withinMinute = intoPeriod(start, MINUTE);
  return after(instantOf(addDays(addMonths(date, years * 12 + months), days), time, zone), withinMinute + milliseconds);
}

/** The same day of the month, or the last one where the month is shorter. */
function addMonths(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return utcDate(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(day, length)));
}
