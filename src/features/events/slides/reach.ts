import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { eventsStore, type ToldFiles } from '../store/index.js';
import type { EventId } from '../types.js';
import { mayHave, type Reach, reachOf } from './rules/reach.js';

/**
 * Whom the bot writes to when something new is told: members with a place who asked for messages, and whoever got files before and
 * wants later ones. Notes to whom files are sent.
 */
export async function peopleToReach(
  context: Context,
  event: EventId,
  { count, first, open }: ToldFiles,
  at: Instant,
): Promise<readonly { readonly member: MemberId; readonly reach: Reach }[]> {
  const store = eventsStore(context.tx);
  const { registrations, attendance } = await store.registrationsWithAttendance(event);
  const readers = new Map((await store.fileReaders(event)).flatMap((reader) => (reader.member === null ? [] : [[reader.member, reader]])));
  const there = new Set(attendance.map(({ registration }) => registration));
  const own = new Map(registrations.flatMap((each) => (each.member === null ? [] : [[each.member, each]])));
  const people = [...new Set([...own.keys(), ...readers.keys()])].flatMap((member) => {
    const registration = own.get(member);
    // Where nobody noted who was there, nobody is said to have been absent.
    const was = registration !== undefined && (attendance.length === 0 || there.has(registration.id));
    const may = count > 0 && mayHave({ forOthers: open }, { gives: false, registration });
    const reach = may ? reachOf(registration, readers.get(member), { was, first }) : 'nothing';
    const hearsOfLinks = registration?.state === 'going' && registration.reminds === true;
    return reach !== 'nothing' || hearsOfLinks ? [{ member, reach }] : [];
  });
  const sent = people.filter(({ reach }) => reach === 'send').map(({ member }) => ({ member }));
  if (count > 0) await store.noteSent(event, sent, at);
  return people;
}

/** The message that tells one person of what is told now. */
export function givenPlan(event: EventId, member: MemberId, now: Instant, reach: Reach = 'send') {
  return {
    key: `events:materials:${event}:${now}:${member}`,
    kind: 'events.materials.given',
    args: { event, toldAt: now, ...(reach === 'offer' && { offer: true }) },
    to: { to: 'member', member } as const,
    dueAt: now,
  };
}
