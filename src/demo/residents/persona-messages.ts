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

/** At most this many changes are read for each persona. */
const LIMIT = 500;

/** Reads what people write in private groups while they play a persona. */
export function createPersonaMessages({ webChat }: Pick<Engines, 'webChat'>, personas: readonly string[]): PersonaMessages {
  const lastRevisions = new Map<string, number>();
  return {
    async next() {
      const { revision } = await webChat.newest();
      const found = new Map<string, GroupMessage>();
      for (const user of personas) {
        const after = lastRevisions.get(user);
        lastRevisions.set(user, revision);
        if (after === undefined || after >= revision) continue;
        for (const message of await webChat.changes({ user, after, limit: LIMIT })) {
          if (message.author !== user || message.onlyFor !== null || message.editedAt !== null) continue;
          const conversation = await webChat.conversation(message.conversation);
          // Several messages in a row get one answer, so the last one replaces the others.
          if (conversation?.kind === 'group') found.set(conversation.id, { conversation, message: message.id });
        }
      }
      return [...found.values()];
    },
  };
}
