import { addDays, instantOf } from '../../../calendar/wall-clock.js';
import { after, between, type Instant, MINUTE, type Zone } from '../../../core/time.js';
import type { Session } from '../types.js';

const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** What people can choose, in minutes before the start, the earliest first. */
export const REMINDER_MINUTES = [7 * DAY_MINUTES, 3 * DAY_MINUTES, DAY_MINUTES, 3 * HOUR_MINUTES, HOUR_MINUTES, 15, 0] as const;
export type ReminderMinutes = (typeof REMINDER_MINUTES)[number];

/** A week, a day and an hour before, and at the start. */
export const DEFAULT_REMINDERS: readonly ReminderMinutes[] = [7 * DAY_MINUTES, DAY_MINUTES, HOUR_MINUTES, 0];

/** When a reminder is due: whole days before at the hour of the start on the wall clock, whatever the clocks do in between. */
export function reminderAt(
  { date, startTime, startsAt }: Pick<Session, 'date' | 'startTime' | 'startsAt'>,
  minutes: number,
  zone: Zone,
): Instant {
  if (minutes > 0 && minutes % DAY_MINUTES === 0) return instantOf(addDays(date, -minutes / DAY_MINUTES), startTime, zone);
  return after(startsAt, -minutes * MINUTE);
}

/** The reminders of a session that are not over, with when each is due. */
export function remainingReminders(
  session: Pick<Session, 'date' | 'startTime' | 'startsAt'>,
  zone: Zone,
  now: Instant,
): readonly { readonly minutes: ReminderMinutes; readonly at: Instant }[] {
  return REMINDER_MINUTES.map((minutes) => ({ minutes, at: reminderAt(session, minutes, zone) })).filter(({ at }) => at > now);
}

/** How many minutes are left when a reminder is read that may have come late; whole days stay what they are, and below 0 it has begun. */
export function minutesLeft(minutes: number, startsAt: Instant, now: Instant): number {
  if (minutes >= DAY_MINUTES) return minutes;
  return Math.min(minutes, Math.round(between(now, startsAt) / MINUTE));
}
