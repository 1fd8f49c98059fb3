import { instantOf } from '../../../../calendar/wall-clock.js';
import { after, type Instant, isLocalDate, SECOND, toLocalTime, type Zone } from '../../../../core/time.js';
import { latinDigits } from '../../../../core/written.js';

/** `month`: the month comes before the day, as in the United States. Which it is can't be told from a date such as 6/12/2026. */
export const DATE_ORDERS = ['month', 'day'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const TIME = /^[\s,T]*(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(?:([ap])\.?m\.?|(ص)|(م))?\s*(Z|UTC|GMT)?$/i;

interface Day {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly rest: string;
}

/** The moment that a time of an attendance file means on the clock of `zone`; undefined if it can't be read so. */
export function readMoment(text: string, zone: Zone, order: DateOrder): Instant | undefined {
  const day = readDay(latinDigits(text.trim()), order);
  const [whole, hours, minutes, seconds, half, am, pm, utc] = (day && TIME.exec(day.rest)) ?? [];
  if (!day || whole === undefined) return undefined;
  const date = `${day.year.length === 2 ? `20${day.year}` : day.year}-${day.month.padStart(2, '0')}-${day.day.padStart(2, '0')}`;
  const isAfternoon = half?.toLowerCase() === 'p' || pm !== undefined;
  const hour = half === undefined && am === undefined && pm === undefined ? Number(hours) : (Number(hours) % 12) + (isAfternoon ? 12 : 0);
  if (!isLocalDate(date) || hour > 23 || Number(minutes) > 59) return undefined;
  const time = toLocalTime(`${String(hour).padStart(2, '0')}:${minutes}`);
  return after(instantOf(date, time, utc === undefined ? zone : 'UTC'), Number(seconds ?? 0) * SECOND);
}

function readDay(text: string, order: DateOrder): Day | undefined {
  const [iso, year = '', month = '', day = ''] = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text) ?? [];
  if (iso !== undefined) return { year, month, day, rest: text.slice(iso.length) };
  const [numbers, first = '', second = '', written = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})/.exec(text) ?? [];
  if (numbers !== undefined) {
    const [inMonth, ofMonth] = order === 'month' ? [first, second] : [second, first];
    return { year: written, month: inMonth, day: ofMonth, rest: text.slice(numbers.length) };
  }
  const [named, name = '', date = '', inYear = ''] = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})/i.exec(text) ?? [];
  const [turned, date2 = '', name2 = '', inYear2 = ''] = /^(\d{1,2}) ([a-z]{3,9})\.?,? (\d{4})/i.exec(text) ?? [];
  const found = named ?? turned;
  const place = MONTHS.indexOf((name || name2).slice(0, 3).toLowerCase());
  if (found === undefined || place < 0) return undefined;
  return { year: inYear || inYear2, month: String(place + 1), day: date || date2, rest: text.slice(found.length) };
}
