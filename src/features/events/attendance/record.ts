import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { findMember, type Member } from '../../members/public.js';
import { waysToAttend } from '../rules/places.js';
import { eventsStore } from '../store/index.js';
import type { Attendance, CommunityEvent, RegistrationId, SessionId } from '../types.js';
import { replaces } from './rules/sources.js';

/** Writes who was in a session, unless a better source is known already. Returns what was written. */
export async function record(
  context: Context,
  event: Pick<CommunityEvent, 'id'>,
  attendance: readonly Omit<Attendance, 'recordedAt'>[],
): Promise<readonly Attendance[]> {
  return saveFresh(context, await eventsStore(context.tx).attendanceAt(event.id), attendance);
}

/** The same where what is known of the event was read before. */
export async function saveFresh(
  context: Context,
  known: readonly Attendance[],
  attendance: readonly Omit<Attendance, 'recordedAt'>[],
): Promise<readonly Attendance[]> {
  const fresh = attendance
    .filter((one) =>
      replaces(
        one,
        known.find(({ session, registration }) => session === one.session && registration === one.registration),
      ),
    )
    .map((one) => ({ ...one, recordedAt: context.now }));
  await eventsStore(context.tx).saveAttendance(fresh);
  return fresh;
}

/** A member's registration, which is written if they had not registered. */
export async function registrationFor(
  context: Context,
  event: CommunityEvent,
  member: MemberId,
  registeredBy: MemberId | null,
): Promise<RegistrationId> {
  const known = await eventsStore(context.tx).registrationOf(event.id, member);
  if (known) return known.id;
  const { organisation = null } = (await findMember(context, member)) ?? {};
  return insertWalkIn(context, event, { id: member, organisation }, registeredBy);
}

/** Writes down a member who came without having registered. */
export async function insertWalkIn(
  context: Context,
  event: CommunityEvent,
  { id, organisation }: Pick<Member, 'id' | 'organisation'>,
  registeredBy: MemberId | null,
): Promise<RegistrationId> {
  return eventsStore(context.tx).insertWalkIn({
    event: event.id,
    member: id,
    guestName: null,
    guestOrganisation: null,
    organisation,
    attends: waysToAttend(event)[0],
    registeredBy,
    registeredAt: context.now,
  });
}

/** A member says that they are in a session. */
export async function sayHere(
  context: Context,
  event: CommunityEvent,
  session: SessionId,
  member: MemberId,
  source: 'code' | 'button',
): Promise<void> {
  const registration = await registrationFor(context, event, member, null);
  await record(context, event, [{ session, registration, source, share: 100 }]);
}
