import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import { after, type Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { changedMeanwhile, requireSeen } from '../find.js';
import type { SeenEvent } from '../ids.js';
import { announcementKey, inThread, isPosted, laterKey, mayBePosted } from '../keys.js';
import { inviteListed } from '../listed/change.js';
import { planMirror } from '../mirrors/plan.js';
import { cancelReminders, planReminders } from '../reminders/plan.js';
import { type Lack, lackOf } from '../rules/announcing.js';
import { UNDO_MS } from '../rules/limits.js';
import { firstSession, isOver } from '../rules/state.js';
import { beginSeries, holdSeries } from '../series/plan.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import { tellOfCancellation } from './tell.js';

/** Where an event is made known: by a post in the channel, or only in the list. */
export type How = 'posted' | 'quietly';

/**
 * Lets people register for a draft, and posts it in the channel of events, once; also one that was not posted so far. Throws an
 * `InputError` for one that is not whole, or not a draft any more.
 */
export async function announce(context: Context, actor: Actor, seen: SeenEvent, how: How = 'posted'): Promise<void> {
  const whole = await requireSeen(context, seen, actor);
  requireUnposted(whole, how);
  requireWhole(context, whole);
  if (!(await makeKnown(context, { whole, how, by: actor.id }))) throw changedMeanwhile();
}

/** The same for a draft whose time has come. Returns why it could not be announced. */
export async function announceDue(context: Context, whole: WholeEvent): Promise<Lack | undefined> {
  const lack = lackOf(whole, context.now);
  if (lack === undefined) await makeKnown(context, { whole, how: 'posted', by: null });
  else await eventsStore(context.tx).updateEvent(whole.event.id, { announceAt: null });
  return lack;
}

interface Known {
  readonly whole: WholeEvent;
  readonly how: How;
  /** Null for the bot itself. */
  readonly by: MemberId | null;
}

async function makeKnown(context: Context, { whole, how, by }: Known): Promise<boolean> {
  const { event, sessions } = whole;
  // What is for chosen people is no post: each of them is invited.
  const isPost = how === 'posted' && mayBePosted(event);
  const change = { state: 'announced', announceAt: null, ...(isPost && { announcedAt: context.now }) } as const;
  if (!(await eventsStore(context.tx).updateEvent(event.id, change, event))) return false;
  const details = { event: event.id, eventVersion: event.version + 1, eventChanges: 'of-state' };
  await context.audit.append({ at: context.now, actor: by, action: how === 'posted' ? 'events.announce' : 'events.open', details });
  if (event.announceAt !== null) await context.agenda.cancelPrefix(laterKey(event.id));
  if (how === 'posted' && !isPost) await inviteListed(context, event.id);
  if (isPost) {
    await context.deliveries.plan({
      key: announcementKey(event.id),
      kind: 'events.announcement',
      args: { event: event.id },
      to: inThread(event),
      dueAt: context.now,
    });
  }
  if (event.state === 'draft') {
    await planReminders(context, event, sessions);
    await beginSeries(context, whole);
  }
  await planMirror(context, event.id);
  return true;
}

/** Plans when a draft is announced; undefined: not by itself. Throws an `InputError` for a moment that is over or after its start. */
export async function announceLater(context: Context, actor: Actor, seen: SeenEvent, at: Instant | undefined): Promise<void> {
  const whole = await requireSeen(context, seen, actor);
  requireUnposted(whole, 'posted');
  if (at !== undefined) {
    requireWhole(context, whole);
    if (at <= context.now) throw new InputError('past', phrase('events.error.past'));
    const first = firstSession(whole.sessions);
    if (!first || at >= first.startsAt) throw new InputError('too late', phrase('events-making.error.announced-late'));
  }
  const { id } = whole.event;
  if (!(await eventsStore(context.tx).updateEvent(id, { announceAt: at ?? null }, seen))) throw changedMeanwhile();
  await context.audit.append({
    at: context.now,
    actor: actor.id,
    action: 'events.announce-later',
    details: { event: id, eventVersion: whole.event.version + 1, eventChanges: 'of-announcing' },
  });
  await planLater(context, id, at);
}

/** At most one row waits for each draft. */
async function planLater(context: Context, event: WholeEvent['event']['id'], at: Instant | undefined): Promise<void> {
  if (at === undefined) await context.agenda.cancelPrefix(laterKey(event));
  else
    await context.agenda.plan({
      key: laterKey(event),
      kind: 'events.making.announce-later',
      payload: { event, at },
      dueAt: at,
      again: true,
    });
}

function requireUnposted({ event }: WholeEvent, how: How): void {
  const isOpen = how === 'posted' && event.state === 'announced' && !isPosted(event) && mayBePosted(event);
  if (event.state !== 'draft' && !isOpen) throw changedMeanwhile();
}

function requireWhole(context: Context, whole: WholeEvent): void {
  const lack = lackOf(whole, context.now);
  if (lack === 'over') throw new InputError('over', phrase('events.error.past'));
  if (lack !== undefined) throw new InputError('where is missing', phrase(`events.error.lacks-${lack}`));
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
  await holdSeries(context, event);
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
  await context.features.itemChanged(context, `events:${event.id}`);
  await tellOfCancellation(context, { ...event, ...change });
}
