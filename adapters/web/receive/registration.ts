import type { Inbox } from '../../../src/ports/chat.js';
import type { Conversations } from '../places/conversations.js';
import type { Directory } from '../places/directory.js';
import type { PersonaView } from '../protocol.js';

/**
 * Reports a person's first visit to the app and creates their account and direct conversation.
 *
 * @param newVisit Whether the person opens the page. An erased person is registered again at a new visit only, so that a
 *   request of a page that is still open does not bring them back.
 */
export type Register = (user: string, newVisit: boolean) => Promise<void>;

export interface RegistrationDependencies {
  readonly space: string;
  readonly directory: Directory;
  readonly conversations: Conversations;
  readonly personas: readonly PersonaView[];
  /** Throws a 503 while the adapter does not accept requests. */
  readonly inbox: () => Inbox;
}

export function createRegistration({ space, directory, conversations, personas, inbox }: RegistrationDependencies): Register {
  /** Registrations of this process by account. A repetition in another process is harmless, because its event id is the same. */
  const registrations = new Map<string, Promise<void>>();

  const report = async (user: string, to: Inbox): Promise<void> => {
    const persona = personas.find((candidate) => candidate.user === user);
    await directory.ensure(user, persona?.name);
    const { id } = await conversations.direct(user);
    await to.joined({
      // An erased person who returns has a new conversation, which makes this a new event.
      eventId: `web:${space}:join:${id}`,
      from: directory.identity(user),
      profile: { name: (await directory.name(user)) ?? user, isBot: false, ...(persona ? { language: persona.language } : {}) },
    });
  };

  const register: Register = async (user, newVisit) => {
    const to = inbox();
    const known = registrations.get(user);
    if (known) {
      await known;
      if (!newVisit || (await directory.exists(user))) return;
      directory.forget(user);
      if (registrations.get(user) === known) registrations.delete(user);
      return register(user, false);
    }
    const registration = report(user, to);
    registrations.set(user, registration);
    // A failed registration is tried again at the next request.
    registration.catch(() => registrations.delete(user));
    return registration;
  };
  return register;
}
