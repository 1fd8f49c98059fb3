import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Request } from '../../../core/request.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { requireEvent } from '../find.js';
import { eventsStore } from '../store/index.js';
import type { EventId, SessionId } from '../types.js';
import { isAttendanceComplete } from './complete.js';
import { type KeptSession, requireKeptSession } from './find.js';
import { noteKept } from './note.js';

/** Whether women and men are counted at an event. Turned off, the numbers are erased. */
export async function setCountsWomen(context: Context, actor: Actor, id: EventId, isWanted: boolean): Promise<void> {
  const { event, sessions } = await requireEvent(context, id, actor);
  const store = eventsStore(context.tx);
  await store.updateEvent(event.id, { countsWomen: isWanted });
  if (!isWanted) for (const session of sessions) await store.setWomen(session.id, null);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'events.edit', details: { event: id } });
}

/** What an organiser counted before, if the event counts women and men. Throws an `InputError` where it does not, and before it begins. */
export async function womenContents(context: Context, { actor }: Request, id: SessionId) {
  const { session } = await requireCounted(context, actor, id);
  return { values: session.women === null || session.men === null ? {} : { women: session.women, men: session.men } };
}

async function requireCounted(context: Context, actor: Actor, id: SessionId): Promise<KeptSession> {
  const kept = await requireKeptSession(context, id, actor);
  const { event, session } = kept;
  if (!event.countsWomen) throw new InputError('not counted', phrase('events-attendance.error.not-counted'));
  if (context.now < session.startsAt) throw new InputError('too early', phrase('events-attendance.error.not-begun'));
  return kept;
}

/** Throws an `InputError` where the numbers may have been shown: one more or less tells of somebody. */
async function requireChangeable(context: Context, { session, ...whole }: KeptSession): Promise<void> {
  if (session.women === null && session.men === null) return;
  if (await isAttendanceComplete(context, whole)) throw new InputError('complete', phrase('events-shares.error.women'));
}

/** Writes how many women and men an organiser counted in a session; nothing of it belongs to a person. */
export async function countWomen(
  context: Context,
  request: Request,
  id: SessionId,
  counted: { readonly women: number; readonly men: number },
): Promise<KeptSession> {
  const kept = await requireCounted(context, request.actor, id);
  await requireChangeable(context, kept);
  await eventsStore(context.tx).setWomen(id, counted);
  await noteKept(context, request.actor, kept.event);
  return kept;
}
