import { after } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { remindersPrefix } from '../keys.js';
import { slideRows } from '../materials/plan.js';
import { THANKED_AFTER } from '../rules/limits.js';
import { remainingReminders } from '../rules/reminders.js';
import { lastSession } from '../rules/state.js';
import type { CommunityEvent, Session } from '../types.js';

export const REMIND = 'events.remind';
export const AFTERWARDS = 'events.afterwards.thank';

/** Plans what reminds of sessions: one row for each hour at which somebody may want it. */
export async function planReminders(context: Context, { zone }: Pick<CommunityEvent, 'zone'>, sessions: readonly Session[]): Promise<void> {
  const rows = sessions
    .filter(({ state }) => state === 'planned')
    .flatMap((session) => [
      ...remainingReminders(session, zone, context.now).map(({ minutes, at }) => ({
        key: `${remindersPrefix(session.id)}${minutes}`,
        kind: REMIND,
        payload: { session: session.id, minutes, startsAt: session.startsAt },
        dueAt: at,
        again: true,
      })),
      // It moves and is cancelled with the reminders; only the last session has something to say.
      {
        key: `${remindersPrefix(session.id)}afterwards`,
        kind: AFTERWARDS,
        payload: { session: session.id, endsAt: session.endsAt },
        dueAt: after(session.endsAt, THANKED_AFTER),
        again: true,
      },
      ...slideRows(session, remindersPrefix(session.id), context.now),
    ]);
  if (rows.length > 0) await context.agenda.plan(rows);
}

/** The sessions after these are called off: if what is left is over already, people are thanked for it now. */
export async function planThanksIfOver(context: Context, left: readonly Session[]): Promise<void> {
  const last = lastSession(left);
  if (!last || after(last.endsAt, THANKED_AFTER) > context.now) return;
  await context.agenda.plan({
    key: `${remindersPrefix(last.id)}afterwards`,
    kind: AFTERWARDS,
    payload: { session: last.id, endsAt: last.endsAt },
    dueAt: context.now,
    again: true,
  });
}

/** Nothing reminds of these sessions any more. */
export async function cancelReminders(context: Context, sessions: readonly Session[]): Promise<void> {
  for (const { id } of sessions) await context.agenda.cancelPrefix(remindersPrefix(id));
}
