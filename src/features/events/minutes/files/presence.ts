import { type Actor, isAllowed } from '../../../../core/access.js';
import type { Context } from '../../../../feature-api/index.js';
import { findMembers, findOrganisations, isVisibleTo } from '../../../members/public.js';
import { eventsStore } from '../../store/index.js';
import type { EventId, Registration } from '../../types.js';
import { presenceOf } from '../rules/presence.js';
import type { NamedPresence } from './document.js';

/**
 * Who was there, for one reader. Organisers read names, and who was absent. Members read the organisations of those who show theirs:
 * they agreed to nothing else; and nobody is told who stayed away.
 */
export async function presenceFor(context: Context, reader: Actor, event: EventId): Promise<NamedPresence> {
  const store = eventsStore(context.tx);
  const registrations = await store.registrationsOf(event);
  const { present, excused, absent } = presenceOf(registrations, await store.attendanceAt(event));
  const shown = [...present, ...excused, ...(absent ?? [])];
  const members = new Map(
    (await findMembers(context, [...new Set(shown.flatMap(({ member }) => member ?? []))])).map((member) => [member.id, member]),
  );
  const organisations = new Map(
    (await findOrganisations(context, [...new Set(shown.flatMap(({ organisation }) => organisation ?? []))])).map(({ id, name }) => [
      id,
      name,
    ]),
  );
  const organiser = isAllowed(reader, 'organiser');
  const nameOf = ({ member: id, guestName, organisation, guestOrganisation }: Registration): string | undefined => {
    const member = id === null ? undefined : members.get(id);
    const label = (organisation === null ? guestOrganisation : organisations.get(organisation)) ?? undefined;
    if (!organiser) return member && isVisibleTo(member, 'organisation', reader) ? label : undefined;
    const name = member?.name ?? guestName ?? undefined;
    return name === undefined || label === undefined ? name : `${name} (${label})`;
  };
  const namesOf = (some: readonly Registration[]) => [...new Set(some.flatMap((one) => nameOf(one) ?? []))];
  const here = namesOf(present);
  return {
    present: here,
    // An organisation that somebody came for is there.
    excused: namesOf(excused).filter((name) => !here.includes(name)),
    absent: organiser && absent ? namesOf(absent) : undefined,
  };
}
