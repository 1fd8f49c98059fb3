import { hasOwnPlace } from '../../rules/places.js';
import type { Attendance, Registration, Session, SessionId } from '../../types.js';

/** Some of those who have to do with an event, by their answer or by whether they were there. */
export const GROUPS = [
  'going',
  'going-room',
  'going-online',
  'maybe',
  'unanswered',
  'waiting',
  'applied',
  'declined',
  'not-selected',
  'there',
  'absent',
] as const;
export type Group = (typeof GROUPS)[number];

/** A group, or who was in one session or was not. */
export type Whom =
  | { readonly type: 'group'; readonly group: Group }
  | { readonly type: 'session'; readonly session: SessionId; readonly was: boolean };

/** `going`, or `s12.there` and `s12.absent`. */
export function writeWhom(whom: Whom): string {
  return whom.type === 'group' ? whom.group : `s${whom.session}.${whom.was ? 'there' : 'absent'}`;
}

/** @param sessions Those of the event: no other one is read. */
export function readWhom(text: string, sessions: readonly Pick<Session, 'id'>[]): Whom | undefined {
  const group = GROUPS.find((known) => known === text);
  if (group !== undefined) return { type: 'group', group };
  const [, number, was] = /^s(\d+)\.(there|absent)$/.exec(text) ?? [];
  const session = sessions.find(({ id }) => String(id) === number);
  return session && { type: 'session', session: session.id, was: was === 'there' };
}

/** Whether those are meant who have not answered, also without a registration. */
export const isUnanswered = (whom: Whom): boolean => whom.type === 'group' && whom.group === 'unanswered';

/** The registrations that are meant. Of those who have not answered they are colleagues to confirm, and who has a place kept. */
export function chosenBy(
  whom: Whom,
  registrations: readonly Registration[],
  attendance: readonly Pick<Attendance, 'session' | 'registration' | 'share'>[],
): readonly Registration[] {
  const there = new Set(
    attendance
      .filter(({ session, share }) => share > 0 && (whom.type === 'group' || session === whom.session))
      .map(({ registration }) => registration),
  );
  if (whom.type === 'session')
    return registrations.filter((one) => (whom.was ? there.has(one.id) : hasOwnPlace(one) && !there.has(one.id)));
  return registrations.filter((one) => isIn(whom.group, one, there));
}

function isIn(group: Group, one: Registration, there: ReadonlySet<Registration['id']>): boolean {
  switch (group) {
    case 'going-room':
      return one.state === 'going' && one.attends === 'room';
    case 'going-online':
      return one.state === 'going' && one.attends === 'online';
    case 'unanswered':
      return one.state === 'invited' || one.state === 'offered';
    case 'there':
      return there.has(one.id);
    case 'absent':
      return hasOwnPlace(one) && !there.has(one.id);
    case 'going':
    case 'maybe':
    case 'waiting':
    case 'applied':
    case 'declined':
    case 'not-selected':
      return one.state === group;
    default:
      return group satisfies never;
  }
}
