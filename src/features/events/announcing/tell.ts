import { localDateOf } from '../../../calendar/wall-clock.js';
import type { Context } from '../../../feature-api/index.js';
import { announcementKey, inThread } from '../keys.js';
import { planErasure } from '../registration/second-form.js';
import { cancelReminders, planReminders } from '../reminders/plan.js';
import { eventsStore } from '../store/index.js';
import type { CommunityEvent, RegistrationState, Session } from '../types.js';

/** Who hears of a change: whoever has a place, waits for one or may come. */
const CONCERNED: readonly RegistrationState[] = ['invited', 'applied', 'going', 'maybe', 'waiting', 'offered'];

/** An announced event moves: said in its thread and to everyone registered, who answer again if the day is another. */
export async function tellOfMove(context: Context, event: CommunityEvent, from: Session, to: Session): Promise<void> {
  const store = eventsStore(context.tx);
  if (localDateOf(from.startsAt, event.zone) !== localDateOf(to.startsAt, event.zone)) await store.askAgain(event.id);
  if (event.secondForm.length > 0) await planErasure(context, [to]);
  await cancelReminders(context, [from]);
  await planReminders(context, event, [to]);
  await context.deliveries.refresh(announcementKey(event.id), context.now);
  await tell(context, event, 'events.moved', `events:moved:${event.id}:${event.sequence}`, { from: from.startsAt });
}

export async function tellOfCancellation(context: Context, event: CommunityEvent): Promise<void> {
  await context.deliveries.refresh(announcementKey(event.id), context.now);
  await tell(context, event, 'events.cancelled', `events:cancelled:${event.id}`, {});
}

async function tell(context: Context, event: CommunityEvent, kind: string, key: string, args: Record<string, unknown>): Promise<void> {
  const { id, sequence } = event;
  const concerned = (await eventsStore(context.tx).registrationsOf(id)).filter(({ state }) => CONCERNED.includes(state));
  const plan = { kind, args: { event: id, sequence, ...args }, dueAt: context.now };
  await context.deliveries.plan([
    { ...plan, key, to: inThread(event) },
    ...concerned.flatMap(({ member }) =>
      member === null ? [] : [{ ...plan, key: `${key}:${member}`, to: { to: 'member', member } as const }],
    ),
  ]);
}
