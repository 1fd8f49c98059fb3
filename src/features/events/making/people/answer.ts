import type { Actor } from '../../../../core/access.js';
import type { MemberId } from '../../../../core/ids.js';
import { type Context, tellChannel } from '../../../../feature-api/index.js';
import { ORGANISERS } from '../../../members/public.js';
import { showAnew } from '../../change.js';
import { isOver } from '../../rules/state.js';
import { eventsOfPerson, eventsStore, type WholeEvent } from '../../store/index.js';
import { EVENT_ROLES, type EventPerson, type EventPersonId } from '../../types.js';
import { gone } from './change.js';
import { hasAgreed } from './named.js';

export interface OwnPart extends WholeEvent {
  readonly person: EventPerson;
}

/** A member says yes to what an organiser gave them to do: from now on they are named. Throws a `NotFoundError` for what is not theirs. */
export async function agreeToPart(context: Context, actor: Actor, id: EventPersonId): Promise<OwnPart> {
  const part = await ownPart(context, actor, id);
  if (hasAgreed(part.person)) return part;
  await eventsStore(context.tx).agree(id, context.now);
  await showPeople(context, part.event);
  return { ...part, person: { ...part.person, agreedAt: context.now } };
}

/** A member says no, or no longer: they have nothing to do there, and organisers hear of it. */
export async function refusePart(context: Context, actor: Actor, id: EventPersonId): Promise<OwnPart> {
  const part = await ownPart(context, actor, id);
  await endPart(context, part);
  const { event, role } = part.person;
  await tellChannel(context, ORGANISERS, {
    key: `events:people:refused:${id}`,
    kind: 'events.people.refused',
    args: { event, role, member: actor.id },
  });
  return part;
}

/** Somebody is gone: what they would have done is taken from them, and organisers look for others. What was is kept. */
export async function standDown(context: Context, member: MemberId): Promise<void> {
  const parts = await eventsOfPerson(context.tx, member, EVENT_ROLES);
  const events = await eventsStore(context.tx).wholeOf([...new Set(parts.map(({ event }) => event))]);
  for (const person of parts) {
    const whole = events.find(({ event }) => event.id === person.event);
    if (!whole || whole.event.state === 'cancelled' || isOver(whole.sessions, context.now)) continue;
    await endPart(context, { ...whole, person });
    await tellChannel(context, ORGANISERS, {
      key: `events:people:gone:${person.id}`,
      kind: 'events.people.gone',
      args: { event: person.event, role: person.role },
    });
  }
}

async function endPart(context: Context, { event, person }: OwnPart): Promise<void> {
  await eventsStore(context.tx).removePerson(person.id);
  if (hasAgreed(person)) await showPeople(context, event);
}

/** Others are named at an announced event now: its post and its entries in calendars change. */
async function showPeople(context: Context, event: WholeEvent['event']): Promise<void> {
  if (event.state !== 'announced') return;
  await eventsStore(context.tx).updateEvent(event.id, {});
  await showAnew(context, event);
}

async function ownPart(context: Context, actor: Actor, id: EventPersonId): Promise<OwnPart> {
  const store = eventsStore(context.tx);
  const person = await store.person(id);
  const whole = person?.member === actor.id ? await store.whole(person.event) : undefined;
  if (!person || !whole) throw gone();
  return { ...whole, person };
}
