import type { Engines } from '../../ports/store.js';
import type { WebConversation } from '../../ports/web-chat.js';

export interface GroupMessage {
  readonly conversation: WebConversation;
  readonly message: number;
}

export interface PersonaMessages {
  /** The newest message of a persona in each private group since the last call; the first call returns none. */
  next(): Promise<readonly GroupMessage[]>;
}

/** Reads what people write in private groups while they play a persona. */
export function createPersonaMessages({ webChat }: Pick<Engines, 'webChat'>, personas: readonly string[]): PersonaMessages {
  let last: number | undefined;
  return {
    async next() {
      if (last === undefined) {
        last = (await webChat.newest()).revision;
        return [];
      }
      const { revision, messages } = await webChat.newSince({ authors: personas, after: last });
      last = revision;
      const found = new Map<string, GroupMessage>();
      // Persona by persona, as they are listed.
      for (const message of personas.flatMap((user) => messages.filter(({ author }) => author === user))) {
        const conversation = await webChat.conversation(message.conversation);
        // Several messages in a row get one answer, so the last one replaces the others.
        if (conversation?.kind === 'group') found.set(conversation.id, { conversation, message: message.id });
      }
      return [...found.values()];
    },
  };
}
