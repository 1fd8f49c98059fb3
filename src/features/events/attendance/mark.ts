import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { findMembers } from '../../members/public.js';
import { planErasure } from '../erasure.js';
import { eventsStore } from '../store/index.js';
import type { RegistrationId, SessionId } from '../types.js';
import { type KeptSession, requireKeptSession } from './find.js';
import { noteKept } from './note.js';
import { record, registrationFor } from './record.js';

/** Marks people of the list as there, or takes that back. Throws an `InputError` before the session begins. */
export async function mark(
  context: Context,
  actor: Actor,
  id: SessionId,
  chosen: readonly RegistrationId[],
  isPresent: boolean,
): Promise<void> {
  const { event, session } = await requireBegun(context, id, actor);
  const store = eventsStore(context.tx);
  const known = new Set((await store.registrationsOf(event.id)).map((registration) => registration.id));
  const registrations = chosen.filter((registration) => known.has(registration));
  await noteKept(context, actor, event);
  if (!isPresent) {
    await store.removeAttendance(session.id, registrations);
    return;
  }
  await record(
    context,
    event,
    registrations.map((registration) => ({ session: session.id, registration, source: 'list', share: 100 })),
  );
}

/** Members who came without having registered. */
export async function addAtDoor(context: Context, actor: Actor, id: SessionId, chosen: readonly MemberId[]): Promise<void> {
  const { event, session } = await requireBegun(context, id, actor);
  const members = (await findMembers(context, chosen)).filter(({ status, isBot }) => status === 'active' && !isBot);
  await noteKept(context, actor, event);
  for (const member of members) {
    const registration = await registrationFor(context, event, member.id, actor.id);
    await record(context, event, [{ session: session.id, registration, source: 'door', share: 100 }]);
  }
}

/** A guest who came, under the name that an organiser writes down. */
export async function addGuest(
  context: Context,
  actor: Actor,
  id: SessionId,
  { name, organisation }: { readonly name: string; readonly organisation: string },
): Promise<void> {
  const { event, session, sessions } = await requireBegun(context, id, actor);
  const registration = await eventsStore(context.tx).insertWalkIn({
    event: event.id,
    member: null,
    guestName: name,
    guestOrganisation: organisation === '' ? null : organisation,
    organisation: null,
    attends: 'room',
    registeredBy: actor.id,
    registeredAt: context.now,
  });
  await record(context, event, [{ session: session.id, registration, source: 'door', share: 100 }]);
  await planErasure(context, sessions);
  await noteKept(context, actor, event);
}

async function requireBegun(context: Context, id: SessionId, actor: Actor): Promise<KeptSession> {
  const kept = await requireKeptSession(context, id, actor);
  if (context.now < kept.session.startsAt) throw new InputError('too early', phrase('events-attendance.error.not-begun'));
  return kept;
}
