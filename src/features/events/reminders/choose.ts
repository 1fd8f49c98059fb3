import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { DEFAULT_REMINDERS, REMINDER_MINUTES } from '../rules/reminders.js';
import { eventsStore } from '../store/index.js';

/** When a member is reminded, in minutes before the start. */
export async function reminderChoice(context: Context, member: MemberId): Promise<readonly number[]> {
  return (await eventsStore(context.tx).reminderChoice(member)) ?? DEFAULT_REMINDERS;
}

/** Unknown values are passed over; none at all stops the reminders. */
export async function chooseReminders(context: Context, member: MemberId, values: readonly string[]): Promise<readonly number[]> {
  const minutes = REMINDER_MINUTES.filter((known) => values.includes(String(known)));
  await eventsStore(context.tx).saveReminderChoice(member, minutes);
  return minutes;
}
