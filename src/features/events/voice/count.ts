import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { findMembers } from '../../members/public.js';
import { insertWalkIn, saveFresh } from '../attendance/record.js';
import { eventsStore, type Presence, type WholeEvent } from '../store/index.js';
import type { Attendance, Session } from '../types.js';
import { voiceShare } from './rules/stays.js';

/** Writes for how much of a session each member was in its voice channel, and forgets when. */
export async function countPresence(context: Context, { event }: WholeEvent, session: Session): Promise<void> {
  const store = eventsStore(context.tx);
  const stays = new Map<MemberId, Presence[]>();
  for (const stay of await store.presenceAt(session.id)) stays.set(stay.member, [...(stays.get(stay.member) ?? []), stay]);
  const shares = [...stays].flatMap(([member, own]) => shareOf(member, own, session));
  const members = new Map((await findMembers(context, [...stays.keys()])).map((member) => [member.id, member]));
  const known = await store.registrationsWithAttendance(event.id);
  const attendance: Omit<Attendance, 'recordedAt'>[] = [];
  for (const { member: id, share } of shares) {
    const own = known.registrations.find(({ member }) => member === id);
    const member = members.get(id);
    // A person in the channel of an event for chosen people counts only if they were chosen.
    const mayWalkIn = member !== undefined && (event.audience.to !== 'members' || (await store.isListed(event.id, id)));
    if (!own && !mayWalkIn) continue;
    const registration = own?.id ?? (member && (await insertWalkIn(context, event, member, null)));
    if (registration !== undefined) attendance.push({ session: session.id, registration, source: 'voice', share });
  }
  await saveFresh(context, known.attendance, attendance);
  await store.forgetStays(session.id);
}

function shareOf(member: MemberId, stays: readonly Presence[], session: Session) {
  const share = voiceShare(stays, session);
  return share === undefined ? [] : [{ member, share }];
}
