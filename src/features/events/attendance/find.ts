import { type Actor, isAllowed } from '../../../core/access.js';
import { AccessError, InputError } from '../../../core/errors.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { mayFind, requireWithRoles } from '../find.js';
import { goneEvent } from '../ids.js';
import { eventsStore, type WholeEvent, type WithRoles } from '../store/index.js';
import type { EventId, EventRole, Session, SessionId } from '../types.js';

/** Who may see and keep the list beside organisers. */
const KEEPERS: readonly EventRole[] = ['host', 'facilitator', 'note-taker'];

export interface KeptSession extends WholeEvent {
  readonly session: Session;
}

/** The event, for those who keep the list of who is there. Throws an `AccessError` for others, an `InputError` for what is not held. */
export async function requireKept(context: Context, id: EventId, actor: Actor): Promise<WholeEvent> {
  return keptBy(actor, await requireWithRoles(context, id, actor));
}

/** The same by a session. Throws a `NotFoundError` for one that is gone. */
export async function requireKeptSession(context: Context, id: SessionId, actor: Actor): Promise<KeptSession> {
  const found = await eventsStore(context.tx).withRolesBySession(id, actor.id);
  const session = found?.sessions.find((each) => each.id === id);
  if (!found || !session || !(await mayFind(context, found, actor))) throw goneEvent();
  return { ...keptBy(actor, found), session };
}

function keptBy(actor: Actor, { roles, ...whole }: WithRoles): WholeEvent {
  const keeps = isAllowed(actor, 'organiser') || roles.some((role) => KEEPERS.includes(role));
  if (!keeps) throw new AccessError('keeps no list', phrase('events-attendance.error.not-keeper'));
  if (whole.event.state === 'draft') throw new InputError('draft', phrase('events.closed.draft'));
  if (whole.event.state === 'cancelled') throw new InputError('cancelled', phrase('events.error.cancelled'));
  return whole;
}
