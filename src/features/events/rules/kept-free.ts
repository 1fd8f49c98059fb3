import type { LocalTime, Weekday } from '../../../core/time.js';
import { latinDigits, readTime } from '../../../core/written.js';

/** Hours that the community keeps free of events, on its clock. An end that is not after the start is on the next day. */
export interface KeptFree {
  readonly days: readonly Weekday[];
  readonly start: LocalTime;
  readonly end: LocalTime;
  readonly label: string;
}

/** What each weekday is called, in any language. */
export type WeekdayNames = readonly (readonly [name: string, day: Weekday])[];

/**
 * A window as organisers write it: `Friday, Saturday 12:00-13:30 Prayer`; without a day it is every day. Undefined for a line that
 * can't be read.
 */
export function readKeptFree(line: string, names: WeekdayNames, every: readonly Weekday[]): KeptFree | undefined {
  const found = /^(.*?)(\d{1,2}[:.]\d{2})\s*[-–—]\s*(\d{1,2}[:.]\d{2})(.*)$/.exec(latinDigits(line).trim());
  if (!found) return undefined;
  const [, before = '', from = '', to = '', after = ''] = found;
  const [start, end] = [readTime(from.replace('.', ':')), readTime(to.replace('.', ':'))];
  const words = before
    .split(/[,،;؛]/)
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '');
  const days = words.map((word) => names.find(([name]) => name.toLowerCase() === word)?.[1]);
  if (start === undefined || end === undefined || start === end || days.includes(undefined)) return undefined;
  const known = days.filter((day) => day !== undefined);
  return { days: known.length === 0 ? every : every.filter((day) => known.includes(day)), start, end, label: after.trim() };
}
