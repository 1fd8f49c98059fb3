import type { Actor } from '../../../../core/access.js';
import { InputError, NotFoundError } from '../../../../core/errors.js';
import { nameKey } from '../../../../core/fold.js';
import { type Context, tellMember } from '../../../../feature-api/index.js';
import { phrase } from '../../../../language/index.js';
import { findByText, findMember } from '../../../members/public.js';
import { requireChangeable, saveEvent, showAnew } from '../../change.js';
import type { SeenEvent } from '../../ids.js';
import { PEOPLE_MAX } from '../../rules/limits.js';
import { eventsStore, peopleOfEvent } from '../../store/index.js';
import type { EventId, EventPerson, EventPersonId, EventRole } from '../../types.js';
import { hasAgreed } from './named.js';

/**
 * Gives a member something to do at an event. They are asked, and named to others only once they say yes. Throws an `InputError` if
 * several members fit, and a `NotFoundError` if nobody does.
 */
export async function addMember(
  context: Context,
  actor: Actor,
  seen: SeenEvent,
  { role, name }: { readonly role: EventRole; readonly name: string },
): Promise<EventPerson & { readonly name: string }> {
  const { event } = await requireChangeable(context, actor, seen);
  const member = await findByText(context, name, actor);
  const people = await roomFor(context, event.id);
  if (people.some((each) => each.member === member && each.role === role)) throw already();
  await saveEvent(context, actor, event, {}, PEOPLE);
  const person = { event: event.id, role, member, name: null, about: '', agreedAt: null } as const;
  const id = await eventsStore(context.tx).insertPerson(person);
  if (member !== actor.id) {
    await tellMember(context, member, { key: `events:people:asked:${id}`, kind: 'events.people.asked', args: { person: id } });
  }
  return { ...person, id, name: (await findMember(context, member))?.name ?? '' };
}

/** How a change of people is noted. */
const PEOPLE = { action: 'events.people', also: ['of-people'] } as const;

export interface Guest {
  readonly role: EventRole;
  readonly name: string;
  readonly about: string;
}

/** Names a guest, who is no member. Throws an `InputError` if a guest of this name has the same role already. */
export async function addGuest(context: Context, actor: Actor, seen: SeenEvent, { role, name, about }: Guest): Promise<void> {
  const { event } = await requireChangeable(context, actor, seen);
  const people = await roomFor(context, event.id);
  if (people.some((each) => each.name !== null && each.role === role && nameKey(each.name) === nameKey(name))) throw already();
  await saveEvent(context, actor, event, {}, PEOPLE);
  await eventsStore(context.tx).insertPerson({ event: event.id, role, member: null, name, about, agreedAt: context.now });
  await showAnew(context, event);
}

/** Takes from a person what they were to do at an event. Throws a `NotFoundError` if it was taken already. */
export async function removePerson(context: Context, actor: Actor, seen: SeenEvent, id: EventPersonId): Promise<void> {
  const { event } = await requireChangeable(context, actor, seen);
  const store = eventsStore(context.tx);
  const person = await store.person(id);
  if (person?.event !== event.id) throw gone();
  await saveEvent(context, actor, event, {}, PEOPLE);
  await store.removePerson(id);
  if (hasAgreed(person)) await showAnew(context, event);
}

async function roomFor(context: Context, event: EventId): Promise<readonly EventPerson[]> {
  const people = await peopleOfEvent(context.tx, event);
  if (people.length >= PEOPLE_MAX) throw new InputError('too many people', phrase('events-people.error.many', { max: PEOPLE_MAX }));
  return people;
}

const already = () => new InputError('there already', phrase('events-people.error.already'));
export const gone = () => new NotFoundError('no such part', phrase('events-people.error.gone'));
