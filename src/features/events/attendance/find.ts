import { type Actor, isAllowed } from '../../../core/access.js';
import { AccessError, InputError } from '../../../core/errors.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { requireEvent } from '../find.js';
import { goneEvent } from '../ids.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { EventId, EventRole, Session, SessionId } from '../types.js';

/** Who may see and keep the list beside organisers. */
const KEEPERS: readonly EventRole[] = ['host', 'facilitator', 'note-taker'];

export interface KeptSession extends WholeEvent {
  readonly session: Session;
}

/** The event, for those who keep the list of who is there. Throws an `AccessError` for others, an `InputError` for what is not held. */
export async function requireKept(context: Context, id: EventId, actor: Actor): Promise<WholeEvent> {
  const whole = await requireEvent(context, id, actor);
  const keeps =
    isAllowed(actor, 'organiser') || (await eventsStore(context.tx).rolesAt(id, actor.id)).some((role) => KEEPERS.includes(role));
  if (!keeps) throw new AccessError('keeps no list', phrase('events-attendance.error.not-keeper'));
  if (whole.event.state === 'draft') throw new InputError('draft', phrase('events.closed.draft'));
  if (whole.event.state === 'cancelled') throw new InputError('cancelled', phrase('events.error.cancelled'));
  return whole;
}

/** The same by a session. Throws a `NotFoundError` for one that is gone. */
export async function requireKeptSession(context: Context, id: SessionId, actor: Actor): Promise<KeptSession> {
  const session = await eventsStore(context.tx).session(id);
  if (!session) throw goneEvent();
  return { ...(await requireKept(context, session.event, actor)), session };
}
