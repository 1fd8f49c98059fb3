import { addDays } from '../../calendar/wall-clock.js';
import type { LocalDate, Weekday } from '../../core/time.js';
import { toLocalDate, WEEKDAYS } from '../../core/time.js';

/** Why a recurrence can't be taken: it is no RRULE, recurs several times a day, or gives no day. */
export type RecurrenceProblem = 'no-rule' | 'too-often' | 'never';

/** What chat offers. */
export const REPEATS = ['week', 'two-weeks', 'month-weekday', 'month-date'] as const;
export type Repeat = (typeof REPEATS)[number];

const DAYS: Readonly<Record<Weekday, string>> = { sun: 'SU', mon: 'MO', tue: 'TU', wed: 'WE', thu: 'TH', fri: 'FR', sat: 'SA' };

const weekdayAt = (date: LocalDate): string => DAYS[WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 'sun'];
const compact = (date: LocalDate): string => date.replaceAll('-', '');

/** The rule (RFC 5545, 3.3.10) of a choice for something that begins on a day. The fifth weekday of a month is its last. */
export function ruleOf(
  repeat: Repeat,
  start: LocalDate,
  end: { readonly until?: LocalDate | undefined; readonly times?: number | undefined } = {},
): string {
  const day = Number(start.slice(8));
  const which = Math.ceil(day / 7);
  const parts: Readonly<Record<Repeat, readonly string[]>> = {
    week: ['FREQ=WEEKLY'],
    'two-weeks': ['FREQ=WEEKLY', 'INTERVAL=2'],
    'month-weekday': ['FREQ=MONTHLY', `BYDAY=${which === 5 ? -1 : which}${weekdayAt(start)}`],
    'month-date': ['FREQ=MONTHLY', `BYMONTHDAY=${day}`],
  };
  return [
    ...parts[repeat],
    ...(end.times === undefined ? [] : [`COUNT=${end.times}`]),
    ...(end.times === undefined && end.until !== undefined ? [`UNTIL=${compact(end.until)}T235959Z`] : []),
  ].join(';');
}

/** A rule from a file or from somebody who knows them, as the library reads it, or a `RecurrenceProblem`; its last day counts whole. */
export function readRule(text: string): string {
  const rule = text
    .trim()
    .replace(/^RRULE:/i, '')
    .toUpperCase();
  if (!/^[A-Z]+=[\w,+-]+(;[A-Z]+=[\w,+-]+)*;?$/.test(rule) || !/(^|;)FREQ=/.test(rule)) return 'no-rule';
  if (/FREQ=(HOURLY|MINUTELY|SECONDLY)|BY(HOUR|MINUTE|SECOND)=/.test(rule)) return 'too-often';
  return rule.replace(/;$/, '').replace(/UNTIL=(\d{8})(T\w+)?/, 'UNTIL=$1T235959Z');
}

/** How many years a rule is looked through for its first day after the start. */
const LOOKED_THROUGH_DAYS = 5 * 366;

/**
 * The days of a rule from `from` until `to`, both included. Days rather than moments, so that the hour on the wall clock stays
 * whatever the clocks do.
 */
export async function occurrenceDays(
  rule: string,
  start: LocalDate,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<readonly LocalDate[] | RecurrenceProblem> {
  const { RRuleTemporal } = await import('rrule-temporal');
  try {
    const rules = new RRuleTemporal({ rruleString: `DTSTART:${compact(start)}T000000Z\nRRULE:${rule}`, strict: true, maxIterations: 5000 });
    const days = rules.between(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`), true);
    return days.map((day) => toLocalDate(day.toPlainDate().toString()));
  } catch {
    return 'no-rule';
  }
}

/** The first days after the start, for organisers to look at. At least one, or why there is none. */
export async function nextDays(rule: string, start: LocalDate, count: number): Promise<readonly LocalDate[] | RecurrenceProblem> {
  const days = await occurrenceDays(rule, start, { from: addDays(start, 1), to: addDays(start, LOOKED_THROUGH_DAYS) });
  if (typeof days === 'string') return days;
  return days.length === 0 ? 'never' : days.slice(0, count);
}
