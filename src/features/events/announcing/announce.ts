import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import { after } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { changedMeanwhile, requireSeen } from '../find.js';
import type { SeenEvent } from '../ids.js';
import { announcementKey, inThread } from '../keys.js';
import { planMirror } from '../mirrors/plan.js';
import { cancelReminders, planReminders } from '../reminders/plan.js';
import { UNDO_MS } from '../rules/limits.js';
import { isOver } from '../rules/state.js';
import { eventsStore } from '../store/index.js';
import { tellOfCancellation } from './tell.js';

/** Announces a draft, once, in the channel of events. Throws an `InputError` for one that is not whole, or not a draft any more. */
export async function announce(context: Context, actor: Actor, seen: SeenEvent): Promise<void> {
  const { event, sessions } = await requireSeen(context, seen, actor);
  if (event.state !== 'draft') throw changedMeanwhile();
  if (isOver(sessions, context.now)) throw new InputError('over', phrase('events.error.past'));
  const lacks = event.format === 'virtual' ? event.link === '' : event.place === '';
  if (lacks) throw new InputError('where is missing', phrase(`events.error.lacks-${event.format === 'virtual' ? 'link' : 'place'}`));
  const announced = { ...event, state: 'announced', announcedAt: context.now } as const;
  if (!(await eventsStore(context.tx).updateEvent(event.id, { state: 'announced', announcedAt: context.now }, seen)))
    throw changedMeanwhile();
  await context.audit.append({ at: context.now, actor: actor.id, action: 'events.announce', details: { event: event.id } });
  await context.deliveries.plan({
    key: announcementKey(event.id),
    kind: 'events.announcement',
    args: { event: event.id },
    to: inThread(announced),
    dueAt: context.now,
  });
  await planReminders(context, announced, sessions);
  await planMirror(context, event.id);
}

/** Takes an announcement back within ten minutes: it is a draft again, and nobody is registered. */
export async function undoAnnouncement(context: Context, actor: Actor, seen: SeenEvent): Promise<void> {
  const { event, sessions } = await requireSeen(context, seen, actor);
  if (event.state !== 'announced') throw changedMeanwhile();
  if (event.announcedAt === null || context.now > after(event.announcedAt, UNDO_MS)) {
    throw new InputError('too late to undo', phrase('events.error.undo-late'));
  }
  const store = eventsStore(context.tx);
  if (!(await store.updateEvent(event.id, { state: 'draft', announcedAt: null }, seen))) throw changedMeanwhile();
  await store.removeRegistrations(event.id);
  await cancelReminders(context, sessions);
  await context.deliveries.remove(announcementKey(event.id), context.now);
  await planMirror(context, event.id);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'events.undo', details: { event: event.id } });
}

/** Calls off an announced event; everyone registered hears why. */
export async function cancelEvent(context: Context, actor: Actor, seen: SeenEvent, reason: string): Promise<void> {
  const { event, sessions } = await requireSeen(context, seen, actor);
  if (event.state !== 'announced' || isOver(sessions, context.now)) throw changedMeanwhile();
  const change = { state: 'cancelled', cancelledAt: context.now, cancelReason: reason, sequence: event.sequence + 1 } as const;
  if (!(await eventsStore(context.tx).updateEvent(event.id, change, seen))) throw changedMeanwhile();
  await cancelReminders(context, sessions);
  await planMirror(context, event.id);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'events.cancel', details: { event: event.id } });
  await tellOfCancellation(context, { ...event, ...change });
}
