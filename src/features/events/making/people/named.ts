import type { Context } from '../../../../feature-api/index.js';
import { findMembers } from '../../../members/public.js';
import { peopleOfEvent, peopleOfEvents } from '../../store/index.js';
import type { EventId, EventPerson } from '../../types.js';

/** Somebody who does something at an event, with their name of now. */
export interface NamedPerson extends EventPerson {
  readonly name: string;
}

/** Everybody, for organisers. */
export async function peopleFor(context: Context, event: EventId): Promise<readonly NamedPerson[]> {
  return named(context, await peopleOfEvent(context.tx, event));
}

/** Whoever may be named to everybody: they said yes, or an organiser named them as a guest. */
export async function publicPeople(context: Context, event: EventId): Promise<readonly NamedPerson[]> {
  return named(context, (await peopleOfEvent(context.tx, event)).filter(hasAgreed));
}

/** The same of several events. */
export async function publicPeopleOf(context: Context, events: readonly EventId[]): Promise<readonly NamedPerson[]> {
  return named(context, (await peopleOfEvents(context.tx, events)).filter(hasAgreed));
}

export const hasAgreed = ({ agreedAt }: EventPerson): boolean => agreedAt !== null;

/** With names; members who are gone are left out. */
export async function named(context: Context, people: readonly EventPerson[]): Promise<readonly NamedPerson[]> {
  const members = people.flatMap(({ member }) => member ?? []);
  const names = new Map(members.length === 0 ? [] : (await findMembers(context, members)).map(({ id, name }) => [id, name]));
  return people.flatMap((person) => {
    const name = person.member === null ? person.name : names.get(person.member);
    return name == null ? [] : [{ ...person, name }];
  });
}
