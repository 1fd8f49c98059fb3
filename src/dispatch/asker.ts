import type { Request } from '../core/request.js';
import type { Context } from '../feature-api/index.js';
import type { InboundEvent } from '../ports/chat.js';
import type { AccountUse, Person } from '../ports/people.js';
import type { Profile } from './profile.js';

/** The member who did it, noted as active; somebody new becomes a newcomer, somebody who had left is back. */
export async function resolveAsker(context: Context, event: InboundEvent, profile: Profile): Promise<Person> {
  const person = await context.people.resolve(event.from, profile);
  await context.people.sawActive([useOf(event)], context.now);
  return person;
}

/** The same, in one statement for somebody about whom nothing has to be written. */
export async function findAsker(context: Context, event: InboundEvent, profile: Profile): Promise<Person> {
  const [known] = await context.people.upToDate([useOf(event)], context.now);
  if (!known) return resolveAsker(context, event, profile);
  if (!known.isNoted) await context.people.sawActive([useOf(event)], context.now);
  return known.person;
}

/** How an event used its account. */
export const useOf = ({ from, conversation }: InboundEvent): AccountUse => ({ account: from, direct: conversation.kind === 'direct' });

/** What an event asks, as features see it. */
export function requestOf(person: Person, event: InboundEvent, context: Context): Request {
  const { isBot: _, ...actor } = person;
  return {
    actor,
    language: person.language,
    now: context.now,
    eventId: event.eventId,
    // People who can read a channel can read its threads.
    conversation: { kind: event.conversation.kind === 'thread' ? 'channel' : event.conversation.kind },
    account: event.from,
  };
}
