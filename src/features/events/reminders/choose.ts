import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { DEFAULT_REMINDERS, REMINDER_MINUTES } from '../rules/reminders.js';
import { eventsSection } from '../settings.js';
import { eventsStore } from '../store/index.js';
import { EVENT_KINDS } from '../types.js';

export interface ReminderChoice {
  /** In minutes before the start. */
  readonly minutes: readonly number[];
  /** The member has chosen nothing, and organisers have set others for some kinds of events. */
  readonly varies: boolean;
}

/** When a member is reminded. */
export async function reminderChoice(context: Context, member: MemberId): Promise<ReminderChoice> {
  const chosen = await eventsStore(context.tx).reminderChoice(member);
  if (chosen) return { minutes: chosen, varies: false };
  const settings = eventsSection.of(await context.community.settings());
  return { minutes: DEFAULT_REMINDERS, varies: EVENT_KINDS.some((kind) => settings[kind].reminders.join() !== DEFAULT_REMINDERS.join()) };
}

/** Saves when the member is reminded; unknown values are ignored, and no value stops the reminders. */
export async function chooseReminders(context: Context, member: MemberId, values: readonly string[]): Promise<ReminderChoice> {
  const minutes = REMINDER_MINUTES.filter((known) => values.includes(String(known)));
  await eventsStore(context.tx).saveReminderChoice(member, minutes);
  return { minutes, varies: false };
}
