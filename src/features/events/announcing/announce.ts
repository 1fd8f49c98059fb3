import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import { after, type Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { changedMeanwhile, requireSeen } from '../find.js';
import type { SeenEvent } from '../ids.js';
import { isPosted, laterKey, mayBePosted } from '../keys.js';
import { inviteListed } from '../listed/change.js';
import { planMirror } from '../mirrors/plan.js';
import { cancelReminders, planReminders } from '../reminders/plan.js';
import { type DueLack, lackOf } from '../rules/announcing.js';
import { UNDO_MS } from '../rules/limits.js';
import { firstSession, isOver } from '../rules/state.js';
import { unsureNights } from '../rules/times.js';
import { beginSeries, holdSeries } from '../series/plan.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { How, Way } from './ids.js';
import { postAnnouncement, removeAnnouncement } from './post.js';
import { tellOfCancellation } from './tell.js';

interface Sureness {
  /** Whether an organiser has said that what ends on the next day really does. */
  readonly isSure: boolean;
}

/**
 * Lets people register for a draft, and posts it in the channel of events, once: now or at a moment; also one that was not posted so
 * far. Returns it unchanged if organisers are asked first whether its sessions end on the next day. Throws an `InputError` for one
 * that is not whole, or not a draft any more.
 */
export async function announce(
  context: Context,
  actor: Actor,
  seen: SeenEvent,
  way: Way,
  { isSure }: Sureness,
): Promise<WholeEvent | undefined> {
  const whole = await requireSeen(context, seen, actor);
  const at = typeof way === 'string' ? undefined : way;
  const how = typeof way === 'string' ? way : 'posted';
  requireUnposted(whole, how);
  requireWhole(context, whole);
  if (at !== undefined) requireMomentBefore(context, whole, at);
  if (isSure) await sayOvernight(context, whole);
  else if (isUnsure(whole)) return whole;
  if (at !== undefined) await announceAt(context, actor, whole, at);
  else if (!(await makeKnown(context, { whole, how, by: actor.id }))) throw changedMeanwhile();
  return undefined;
}

/** An event that is open already was asked about when it was opened. */
const isUnsure = ({ event, sessions }: WholeEvent): boolean => event.state === 'draft' && unsureNights(sessions).length > 0;

/** Notes the organiser's answer, so that it is not asked again. */
async function sayOvernight(context: Context, { sessions }: WholeEvent): Promise<void> {
  for (const { id } of unsureNights(sessions)) await eventsStore(context.tx).updateSession(id, { overnightSure: true });
}

/** The same for a draft whose time has come. Returns why it could not be announced. */
export async function announceDue(context: Context, whole: WholeEvent, { isSure }: Sureness): Promise<DueLack | undefined> {
  const lack = lackOf(whole, context.now) ?? (!isSure && isUnsure(whole) ? 'end' : undefined);
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
  // An event for chosen people is not posted, because each of them is invited.
  const isPost = how === 'posted' && mayBePosted(event);
  // It tells a post of what was open already from one that opens a draft.
  const announceAt = event.state === 'announced' ? (event.announceAt ?? context.now) : null;
  const change = { state: 'announced', announceAt, ...(isPost && { announcedAt: context.now }) } as const;
  if (!(await eventsStore(context.tx).updateEvent(event.id, change, event))) return false;
  const details = { event: event.id, eventVersion: event.version + 1, eventChanges: 'of-state' };
  await context.audit.append({ at: context.now, actor: by, action: how === 'posted' ? 'events.announce' : 'events.open', details });
  if (event.announceAt !== null) await context.agenda.cancelPrefix(laterKey(event.id));
  if (how === 'posted' && !isPost) await inviteListed(context, event.id);
  if (isPost) await postAnnouncement(context, event);
  if (event.state === 'draft') {
    await planReminders(context, event, sessions);
    await beginSeries(context, whole);
  }
  await planMirror(context, event.id);
  return true;
}

/** A draft is not announced by itself after all. */
export async function announceNot(context: Context, actor: Actor, seen: SeenEvent): Promise<void> {
  const whole = await requireSeen(context, seen, actor);
  requireUnposted(whole, 'posted');
  await announceAt(context, actor, whole, undefined);
}

/** Throws an `InputError` for a moment that is over or not before its start. */
function requireMomentBefore(context: Context, { sessions }: WholeEvent, at: Instant): void {
  if (at <= context.now) throw new InputError('past', phrase('events.error.past'));
  const first = firstSession(sessions);
  if (!first || at >= first.startsAt) throw new InputError('too late', phrase('events-making.error.announced-late'));
}

/** Plans when a draft is announced; undefined: not by itself. */
async function announceAt(context: Context, actor: Actor, { event }: WholeEvent, at: Instant | undefined): Promise<void> {
  const { id, version } = event;
  if (!(await eventsStore(context.tx).updateEvent(id, { announceAt: at ?? null }, { version }))) throw changedMeanwhile();
  await context.audit.append({
    at: context.now,
    actor: actor.id,
    action: 'events.announce-later',
    details: { event: id, eventVersion: version + 1, eventChanges: 'of-announcing' },
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

/**
 * Takes an announcement back within ten minutes. A draft is one again, and nobody is registered; an event that people could register for
 * before stays open, with everyone who registered.
 *
 * @returns Which of both.
 * @throws {InputError} If ten minutes have passed, or the event was changed meanwhile.
 */
export async function undoAnnouncement(context: Context, actor: Actor, seen: SeenEvent): Promise<'draft' | 'open'> {
  const { event, sessions } = await requireSeen(context, seen, actor);
  if (event.state !== 'announced') throw changedMeanwhile();
  if (event.announcedAt === null || context.now > after(event.announcedAt, UNDO_MS)) {
    throw new InputError('too late to undo', phrase('events.error.undo-late'));
  }
  const wasOpen = event.announceAt !== null;
  const store = eventsStore(context.tx);
  const change = { state: wasOpen ? 'announced' : 'draft', announceAt: null, announcedAt: null } as const;
  if (!(await store.updateEvent(event.id, change, seen))) throw changedMeanwhile();
  if (!wasOpen) {
    await store.removeRegistrations(event.id);
    await cancelReminders(context, sessions);
    await holdSeries(context, event);
  }
  await removeAnnouncement(context, event);
  await planMirror(context, event.id);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'events.undo', details: { event: event.id } });
  return wasOpen ? 'open' : 'draft';
}

/**
 * Calls off an announced event; everyone registered reads the reason. Throws an `InputError` for an event that is over or was changed
 * meanwhile.
 */
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
