import { nextOccurrence } from '../../../calendar/cadence.js';
import { addDays, instantOf, localDateOf } from '../../../calendar/wall-clock.js';
import type { Language } from '../../../core/language.js';
import { type Instant, type LocalDate, toLocalTime, type Zone } from '../../../core/time.js';
import type { Resource, Subscription } from '../types.js';

/** The day of the news: the first of the working week in Iraq. */
const WEEKDAY = 'sun';
const TIME = toLocalTime('10:00');

/**
 * When members hear of new resources next: its day and its hour on the community's clock. Throws a `RangeError` for a weekday that does
 * not exist.
 */
export function nextNews(now: Instant, zone: Zone): { readonly date: LocalDate; readonly at: Instant } {
  const today = localDateOf(now, zone);
  for (const from of [today, addDays(today, 1)]) {
    const date = nextOccurrence(from, { every: 'week', weekday: WEEKDAY });
    if (date === undefined) continue;
    const at = instantOf(date, TIME, zone);
    if (at > now) return { date, at };
  }
  throw new RangeError('no such day within a week');
}

/** Whether somebody wants to hear of a resource: never of their own, nor of what is not for members. */
export function isNewsFor(
  { member: reader, sectors, languages }: Subscription,
  { member, state, visibility, sectors: own }: Pick<Resource, 'member' | 'state' | 'visibility' | 'sectors'>,
  written: readonly Language[],
): boolean {
  if (state !== 'approved' || visibility === 'organisers' || member === reader) return false;
  const hasOne = <T>(wanted: readonly T[], there: readonly T[]) => wanted.length === 0 || wanted.some((each) => there.includes(each));
  return hasOne(sectors, own) && hasOne(languages, written);
}
