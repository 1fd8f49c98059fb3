import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { findMember } from '../../members/public.js';
import { waysToAttend } from '../rules/places.js';
import { eventsStore } from '../store/index.js';
import type { Attendance, CommunityEvent, RegistrationId, SessionId } from '../types.js';
import { replaces } from './rules/sources.js';

/** Writes who was in a session, unless better is known already. Returns what was written. */
export async function record(
  context: Context,
  event: Pick<CommunityEvent, 'id'>,
  attendance: readonly Omit<Attendance, 'recordedAt'>[],
): Promise<readonly Attendance[]> {
  const store = eventsStore(context.tx);
  const known = await store.attendanceAt(event.id);
  const fresh = attendance
    .filter((one) =>
      replaces(
        one,
        known.find(({ session, registration }) => session === one.session && registration === one.registration),
      ),
    )
    .map((one) => ({ ...one, recordedAt: context.now }));
  await store.saveAttendance(fresh);
  return fresh;
}

/** A member's registration, which is written if they had not registered. */
export async function registrationFor(
  context: Context,
  event: CommunityEvent,
  member: MemberId,
  registeredBy: MemberId | null,
): Promise<RegistrationId> {
  const store = eventsStore(context.tx);
  const known = await store.registrationOf(event.id, member);
  if (known) return known.id;
  return store.insertWalkIn({
    event: event.id,
    member,
    guestName: null,
    guestOrganisation: null,
    organisation: (await findMember(context, member))?.organisation ?? null,
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
