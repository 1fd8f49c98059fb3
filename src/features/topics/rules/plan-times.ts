import { addDays, instantOf } from '../../../calendar/wall-clock.js';
import { after, DAY, earliest, HOUR, type Instant, type LocalTime, latest, toLocalDate, type Zone } from '../../../core/time.js';
import { type Month, toMonth } from './month.js';

/** How many days before a month proposals are called for, and the plan is drafted. */
const CALL_DAYS = 25;
const DRAFT_DAYS = 21;
/** How long advisers have before their silence counts as approval, and before they are reminded, in milliseconds. */
export const SILENCE = 5 * DAY;
export const REMIND_AFTER = 3 * DAY;
/** How far ahead an opening is at least when a plan is drafted late, in milliseconds. */
export const SHORTEST_LEAD = 2 * DAY;
/** Facilitators are asked ten days before an opening, with a day to spare. */
const FACILITATORS_ASKED = 11 * DAY;

export function planTimes(month: Month, time: LocalTime, zone: Zone): { readonly callAt: Instant; readonly draftAt: Instant } {
  const first = toLocalDate(`${month}-01`);
  const at = (days: number) => instantOf(addDays(first, -days), time, zone);
  return { callAt: at(CALL_DAYS), draftAt: at(DRAFT_DAYS) };
}

/**
 * When silence counts as approval: five days after the draft. A change gives the advisers five days again, as long as facilitators can
 * still be asked in time, and a day at least; but the plan is approved an hour before its first opening in any case.
 */
export function silenceEnds(plan: { readonly draftedAt: Instant; readonly changedAt: Instant; readonly firstOpening: Instant }): Instant {
  const { draftedAt, changedAt, firstOpening } = plan;
  const longest = latest(after(draftedAt, SILENCE), after(firstOpening, -FACILITATORS_ASKED), after(changedAt, DAY));
  return earliest(after(changedAt, SILENCE), longest, latest(after(firstOpening, -HOUR), changedAt));
}

/** Reads a month that a person typed: `2026-12`, `12/2026`, or `12` for the next such month from `current` on. */
export function readMonth(typed: string, current: Month): Month | undefined {
  const [, year, month] = /^(\d{4})[-/.](\d{1,2})$/.exec(typed) ?? [];
  const [, month2, year2] = /^(\d{1,2})[-/.](\d{4})$/.exec(typed) ?? [];
  const [, alone] = /^(\d{1,2})$/.exec(typed) ?? [];
  const number = (month ?? month2 ?? alone)?.padStart(2, '0');
  if (number === undefined || number < '01' || number > '12') return undefined;
  const thisYear = Number(current.slice(0, 4));
  return toMonth(`${year ?? year2 ?? (number < current.slice(5) ? thisYear + 1 : thisYear)}-${number}`);
}
