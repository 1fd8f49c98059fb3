import type { Actor } from '../../../core/access.js';
import type { Context } from '../../../feature-api/index.js';
import { endsNextDay } from '../rules/times.js';
import type { TypedHours } from './hours-id.js';
import { addSession, checkAdded, checkMoved, moveSession, type SaidTimes } from './sessions.js';

/** Whether an organiser is asked first if a session ends on the next day. Throws an `InputError` for hours that can't be. */
export async function isAsked(context: Context, actor: Actor, hours: TypedHours): Promise<boolean> {
  const { id, version, session, ...times } = hours;
  if (!endsNextDay(times)) return false;
  if (session !== undefined) return (await checkMoved(context, actor, { id, version, session }, times)).moments !== undefined;
  await checkAdded(context, actor, { id, version }, times);
  return true;
}

/** Another time of one session, or one more. Returns how many sessions the event has then. */
export async function saveHours(
  context: Context,
  actor: Actor,
  { id, version, session, ...times }: TypedHours & SaidTimes,
): Promise<number> {
  if (session === undefined) return addSession(context, actor, { id, version }, times);
  return moveSession(context, actor, { id, version, session }, times);
}
