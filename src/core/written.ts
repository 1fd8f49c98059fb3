import { isLocalDate, type LocalDate, type LocalTime, toLocalTime } from './time.js';

/** Marks that turn the direction of text or that nobody sees; keyboards and copied text put them around numbers. */
const INVISIBLE = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** Those of them that no word needs: all but the two joiners. */
const MARKS = /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/**
 * Replaces Arabic-Indic and Persian digits by Latin ones.
 * @param text Any text.
 */
export function latinDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** What people type and paste, on every platform: without invisible marks, with plain spaces. Joiners stay, since letters of words need them. */
export function typedText(text: string): string {
  return text.replace(MARKS, '').replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g, ' ');
}

/** A typed value that is no sentence: without invisible marks and surrounding spaces, with Latin digits and plain hyphens. */
function normalise(text: string): string {
  return latinDigits(text.replace(INVISIBLE, '').trim()).replace(/[\p{Pd}\u2212]/gu, '-');
}

/**
 * Reads a whole number: `3`, `٣`, `-1`.
 * @param text What a person typed.
 * @returns The number, or `undefined` if the text is anything else (`3.0`, `3e0`, `three`).
 */
export function readInteger(text: string): number | undefined {
  const digits = normalise(text);
  return /^-?\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}

/**
 * Reads a day: `2026-12-06`, or day first as people in Iraq write it: `6/12/2026`, `6.12.2026`.
 * @param text What a person typed.
 * @returns The day as `YYYY-MM-DD`, or `undefined` if there is no such day.
 */
export function readDate(text: string): LocalDate | undefined {
  const digits = normalise(text);
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(digits) ?? [];
  const [, day2, month2, year2] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(digits) ?? [];
  const iso = `${year ?? year2}-${(month ?? month2)?.padStart(2, '0')}-${(day ?? day2)?.padStart(2, '0')}`;
  return isLocalDate(iso) ? iso : undefined;
}

/**
 * Reads a time of day: `9`, `9:30`, `09.30`, or `09:30:00` as browsers send it (seconds are dropped).
 * @param text What a person typed.
 * @returns The time as `HH:MM` on a 24-hour clock, or `undefined` if there is no such time.
 */
export function readTime(text: string): LocalTime | undefined {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:.]([0-5]\d)(?:[:.][0-5]\d)?)?$/.exec(normalise(text)) ?? [];
  if (hour === undefined || Number(hour) > 23) return undefined;
  return toLocalTime(`${hour.padStart(2, '0')}:${minute}`);
}
