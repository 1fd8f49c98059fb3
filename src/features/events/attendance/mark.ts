import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { findMembers } from '../../members/public.js';
import { planErasure } from '../erasure.js';
import { eventsStore } from '../store/index.js';
import type { Attendance, RegistrationId, SessionId } from '../types.js';
import { type KeptSession, requireKeptSession } from './find.js';
import type { Listed } from './list.js';
import { noteKept } from './note.js';
import { insertWalkIn, saveFresh } from './record.js';

/** Marks people of the list as there, or takes that back. Throws an `InputError` before the session begins. */
export async function mark(
  context: Context,
  actor: Actor,
  id: SessionId,
  chosen: readonly RegistrationId[],
  isPresent: boolean,
): Promise<KeptSession> {
  const kept = await requireBegun(context, id, actor);
  const { event, session } = kept;
  const store = eventsStore(context.tx);
  const known = await store.registrationsWithAttendance(event.id);
  const ids = new Set(known.registrations.map((registration) => registration.id));
  const registrations = chosen.filter((registration) => ids.has(registration));
  await noteKept(context, actor, event);
  if (isPresent) {
    await saveFresh(
      context,
      known.attendance,
      registrations.map((registration) => ({ session: session.id, registration, source: 'list', share: 100 })),
    );
  } else await store.removeAttendance(session.id, registrations);
  return kept;
}

/** Members who came without having registered. */
export async function addAtDoor(context: Context, actor: Actor, id: SessionId, chosen: readonly MemberId[]): Promise<KeptSession> {
  const kept = await requireBegun(context, id, actor);
  const { event, session } = kept;
  const members = (await findMembers(context, chosen)).filter(({ status, isBot }) => status === 'active' && !isBot);
  const known = await eventsStore(context.tx).registrationsWithAttendance(event.id);
  await noteKept(context, actor, event);
  const attendance: Omit<Attendance, 'recordedAt'>[] = [];
  for (const member of members) {
    const own = known.registrations.find((registration) => registration.member === member.id);
    const registration = own?.id ?? (await insertWalkIn(context, event, member, actor.id));
    attendance.push({ session: session.id, registration, source: 'door', share: 100 });
  }
  await saveFresh(context, known.attendance, attendance);
  return kept;
}

type Guest = Pick<Listed, 'name' | 'organisation'>;

/** A guest who came, under the name that an organiser writes down. */
export async function addGuest(context: Context, actor: Actor, id: SessionId, { name, organisation }: Guest): Promise<KeptSession> {
  const kept = await requireBegun(context, id, actor);
  const { event, session, sessions } = kept;
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
  // Nothing was known of somebody who is new.
  await saveFresh(context, [], [{ session: session.id, registration, source: 'door', share: 100 }]);
  await planErasure(context, sessions);
  await noteKept(context, actor, event);
  return kept;
}

async function requireBegun(context: Context, id: SessionId, actor: Actor): Promise<KeptSession> {
  const kept = await requireKeptSession(context, id, actor);
  if (context.now < kept.session.startsAt) throw new InputError('too early', phrase('events-attendance.error.not-begun'));
  return kept;
}
