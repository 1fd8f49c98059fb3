import type { Actor } from '../../../../core/access.js';
import { InputError } from '../../../../core/errors.js';
import type { Context } from '../../../../feature-api/index.js';
import { phrase } from '../../../../language/index.js';
import { findMembers, findOrganisations, isVisibleTo, type Member } from '../../../members/public.js';
import { requireEvent } from '../../find.js';
import { mailGuests } from '../../guests/mail.js';
import { hasPlace, type Taken } from '../../rules/places.js';
import { eventsStore, type WholeEvent } from '../../store/index.js';
import type { EventId, Registration } from '../../types.js';

/** Somebody who registered, as organisers see them. */
export interface Registrant {
  readonly registration: Registration;
  readonly name: string;
  readonly organisation: string | undefined;
}

export interface Applicants extends WholeEvent {
  /** In the order in which they applied. */
  readonly applicants: readonly Registrant[];
}

/** Those who apply for an event. Throws a `NotFoundError` for an event that is gone. */
export async function applicantsOf(context: Context, reader: Actor, id: EventId): Promise<Applicants> {
  const whole = await requireEvent(context, id, reader);
  const all = await eventsStore(context.tx).registrationsOf(id);
  return {
    ...whole,
    applicants: await namedOf(
      context,
      all.filter(({ state }) => state === 'applied'),
      (member) => isVisibleTo(member, 'organisation', reader),
    ),
  };
}

/**
 * Registrations with the names of people and organisations; an erased person has none.
 * @param showsOrganisation Whether the reader may know where this member works.
 */
export async function namedOf(
  context: Context,
  registrations: readonly Registration[],
  showsOrganisation: (member: Member) => boolean,
): Promise<readonly Registrant[]> {
  const members = await findMembers(
    context,
    registrations.flatMap(({ member }) => member ?? []),
  );
  const known = new Map(members.map((member) => [member.id, member]));
  const organisations = await findOrganisations(context, [...new Set(registrations.flatMap(({ organisation }) => organisation ?? []))]);
  const labels = new Map(organisations.map(({ id, name }) => [id, name]));
  const labelOf = ({ member, organisation, guestOrganisation }: Registration): string | undefined => {
    if (member === null) return guestOrganisation ?? undefined;
    const person = known.get(member);
    return organisation !== null && person && showsOrganisation(person) ? labels.get(organisation) : undefined;
  };
  return registrations.map((registration) => ({
    registration,
    name: (registration.member === null ? registration.guestName : known.get(registration.member)?.name) ?? '',
    organisation: labelOf(registration),
  }));
}

/**
 * Gives places to some of those who apply and tells others that there is none for them. Whoever withdrew meanwhile is passed over.
 * @throws {InputError} If somebody is in both lists, or there are not so many places.
 */
export async function select(
  context: Context,
  actor: Actor,
  id: EventId,
  { chosen, refused }: { readonly chosen: readonly string[]; readonly refused: readonly string[] },
): Promise<{ readonly selected: number; readonly refused: number }> {
  const store = eventsStore(context.tx);
  await store.holdPlaces(id);
  const { event } = await requireEvent(context, id, actor);
  if (event.state !== 'announced') throw new InputError('not announced', phrase('events.error.cancelled'));
  if (chosen.some((each) => refused.includes(each))) throw new InputError('in both', phrase('events-registration.error.in-both'));
  const applicants = (await store.registrationsOf(id)).filter(({ state }) => state === 'applied');
  const among = (ids: readonly string[]) => applicants.filter((each) => ids.includes(String(each.id)));
  const [selected, others] = [among(chosen), among(refused)];
  const taken: Taken[] = [...(await store.takenIn(id))];
  for (const registration of selected) {
    if (!hasPlace(event, taken, registration)) throw new InputError('too many', phrase('events-registration.error.too-many'));
    taken.push({ ...registration, count: 1 });
  }
  await decide(context, selected, 'going');
  await decide(context, others, 'not-selected');
  await mailGuests(context, 'decided', event, [...selected, ...others]);
  const details = { event: id, selected: selected.length, refused: others.length };
  await context.audit.append({ at: context.now, actor: actor.id, action: 'events.select', details });
  return { selected: selected.length, refused: others.length };
}

async function decide(context: Context, registrations: readonly Registration[], state: 'going' | 'not-selected'): Promise<void> {
  if (registrations.length === 0) return;
  await eventsStore(context.tx).decide(
    registrations.map(({ id }) => id),
    state,
  );
  await context.deliveries.plan(
    registrations.flatMap(({ id, version, member }) =>
      member === null
        ? []
        : [
            {
              key: `events:decided:${id}:${version}`,
              kind: state === 'going' ? 'events.selected' : 'events.not-selected',
              args: { registration: id },
              to: { to: 'member', member } as const,
              dueAt: context.now,
            },
          ],
    ),
  );
}
