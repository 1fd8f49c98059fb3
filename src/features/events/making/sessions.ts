import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Zone } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { tellOfMove, tellOfNewSession, tellOfSessionOff } from '../announcing/tell.js';
import { requireChangeable, saveEvent } from '../change.js';
import { planErasure } from '../erasure.js';
import type { SeenEvent } from '../ids.js';
import { goneEvent } from '../ids.js';
import { planThanksIfOver } from '../reminders/plan.js';
import { SESSIONS_MAX } from '../rules/limits.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { Session, SessionId, SessionTimes } from '../types.js';
import { isSameTime, type Moments, renumber, requireFree, requireMoments, requireTyped } from './times.js';

/** A session of an event in the version that an organiser has read. */
export type SeenSession = SeenEvent & { readonly session: SessionId };

/** Hours of a session; `overnightSure`: an organiser has said that it ends on the next day. */
export type SaidTimes = SessionTimes & { readonly overnightSure?: true };

/** One more session. Everyone registered hears of it. Throws an `InputError` for an hour that can't be. */
export async function addSession(context: Context, actor: Actor, seen: SeenEvent, times: SaidTimes): Promise<number> {
  const { event, sessions, moments } = await checkAdded(context, actor, seen, times);
  const sequence = event.sequence + 1;
  await saveEvent(context, actor, event, { sequence }, { also: ['of-times'] });
  const added = { event: event.id, position: sessions.length + 1, state: 'planned', ...times, ...moments } as const;
  const id = await eventsStore(context.tx).insertSession(added);
  const session = { ...added, id, code: null, women: null, men: null, overnightSure: times.overnightSure === true };
  await renumber(context, [...sessions, session]);
  if (event.state === 'announced') await tellOfNewSession(context, { ...event, sequence }, session);
  return sessions.length + 1;
}

/** Throws an `InputError` for hours that one more session can't have. */
export async function checkAdded(
  context: Context,
  actor: Actor,
  seen: SeenEvent,
  times: SessionTimes,
): Promise<WholeEvent & { readonly moments: Moments }> {
  const { event, sessions } = await requireChangeable(context, actor, seen);
  if (sessions.length >= SESSIONS_MAX)
    throw new InputError('too many sessions', phrase('events-making.error.sessions', { max: SESSIONS_MAX }));
  const moments = requireTyped(times, event.zone, context.now);
  requireFree(moments, sessions);
  return { event, sessions, moments };
}

/** Another time of one session. Everyone registered hears of it, and answers again if the day is another. */
export async function moveSession(context: Context, actor: Actor, seen: SeenSession, times: SaidTimes): Promise<number> {
  const { event, sessions, session, moments } = await checkMoved(context, actor, seen, times);
  if (!moments) {
    if (times.overnightSure) await eventsStore(context.tx).updateSession(session.id, { overnightSure: true });
    return sessions.length;
  }
  const sequence = event.sequence + 1;
  await saveEvent(context, actor, event, { sequence }, { also: ['of-times'] });
  const moved = { ...session, overnightSure: false, ...times, ...moments };
  await eventsStore(context.tx).updateSession(session.id, { ...times, ...moments });
  await renumber(
    context,
    sessions.map((each) => (each.id === session.id ? moved : each)),
  );
  if (event.state === 'announced') await tellOfMove(context, { ...event, sequence }, session, moved);
  return sessions.length;
}

/** Throws an `InputError` for hours that a session can't have. No moments: it has these hours already. */
export async function checkMoved(
  context: Context,
  actor: Actor,
  seen: SeenSession,
  times: SessionTimes,
): Promise<WholeEvent & { readonly session: Session; readonly moments: Moments | undefined }> {
  const found = await requireSession(context, actor, seen);
  const { event, sessions, session } = found;
  if (isSameTime(times, session)) return { ...found, moments: undefined };
  const moments = requireTyped(times, event.zone, context.now);
  requireFree({ id: session.id, ...moments }, sessions);
  return { ...found, moments };
}

/**
 * Calls one session off. Everyone registered reads the reason; a draft's session is deleted. Throws an `InputError` for the only session.
 */
export async function callOffSession(context: Context, actor: Actor, seen: SeenSession, reason: string): Promise<void> {
  const { event, sessions, session } = await requireSession(context, actor, seen);
  const others = sessions.filter(({ id, state }) => id !== session.id && state === 'planned');
  if (others.length === 0) throw new InputError('the only session', phrase('events-making.error.only-session'));
  const sequence = event.sequence + 1;
  await saveEvent(
    context,
    actor,
    event,
    { sequence },
    { action: event.state === 'draft' ? 'events.edit' : 'events.session-off', also: ['of-times'] },
  );
  const store = eventsStore(context.tx);
  if (event.state === 'draft') {
    await store.removeSession(session.id);
    await renumber(
      context,
      sessions.filter(({ id }) => id !== session.id),
    );
    return;
  }
  await store.updateSession(session.id, { state: 'cancelled' });
  await planErasure(context, others);
  await planThanksIfOver(context, others);
  await tellOfSessionOff(context, { ...event, sequence }, session, { author: actor.id, text: reason });
}

/** The same hours on the clock of another zone. Everyone registered hears of the new times. */
export async function changeZone(context: Context, actor: Actor, seen: SeenEvent, zone: Zone): Promise<void> {
  const { event, sessions } = await requireChangeable(context, actor, seen);
  if (zone === event.zone) return;
  const coming = sessions.filter(({ state, endsAt }) => state === 'planned' && endsAt > context.now);
  const moved = coming.map((session) => ({ ...session, ...requireMoments(session, zone, context.now) }));
  const sequence = event.sequence + 1;
  await saveEvent(context, actor, event, { zone, sequence });
  for (const { id, startsAt, endsAt } of moved) await eventsStore(context.tx).updateSession(id, { startsAt, endsAt });
  if (event.state !== 'announced') return;
  for (const [index, session] of coming.entries()) {
    const to = moved[index];
    if (to && to.startsAt !== session.startsAt) await tellOfMove(context, { ...event, zone, sequence }, session, to);
  }
}

/** Throws an `InputError` for a session that is over or called off, and a `NotFoundError` for one of another event. */
export async function requireSession(
  context: Context,
  actor: Actor,
  seen: SeenSession,
): Promise<WholeEvent & { readonly session: Session }> {
  const whole = await requireChangeable(context, actor, seen);
  const session = whole.sessions.find(({ id }) => id === seen.session);
  if (!session) throw goneEvent();
  if (session.state === 'cancelled') throw new InputError('called off', phrase('events-making.error.session-off'));
  if (session.endsAt <= context.now) throw new InputError('over', phrase('events-making.error.session-over'));
  return { ...whole, session };
}
