import type { LocalDate } from './time.js';

declare const brand: unique symbol;

/** A month of the calendar, `YYYY-MM`. Later months are greater as texts. */
export type Month = string & { readonly [brand]: 'month' };

/**
 * Converts a text from outside to a month.
 * @throws {RangeError} Unless it is written `YYYY-MM`.
 */
export function toMonth(text: string): Month {
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(text)) throw new RangeError(`not a month: ${text.slice(0, 40)}`);
  return text as Month;
}

/** The month of a day. */
export function monthOf(date: LocalDate): Month {
  return toMonth(date.slice(0, 7));
}
