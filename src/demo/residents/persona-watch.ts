import type { Repositories } from '../../ports/store.js';
import type { WebConversation } from '../../ports/web-chat.js';

export interface PersonaWatch {
  /** What personas wrote in private groups since the last call; the first call only learns where things stand. */
  written(): Promise<readonly { readonly conversation: WebConversation; readonly message: number }[]>;
}

const LIMIT = 500;

export function createPersonaWatch({ webChat }: Pick<Repositories, 'webChat'>, personas: readonly string[]): PersonaWatch {
  const upTo = new Map<string, number>();
  return {
    async written() {
      const { revision } = await webChat.newest();
      const found = new Map<string, { readonly conversation: WebConversation; readonly message: number }>();
      for (const user of personas) {
        const after = upTo.get(user);
        upTo.set(user, revision);
        if (after === undefined || after >= revision) continue;
        for (const message of await webChat.changes({ user, after, limit: LIMIT })) {
          if (message.author !== user || message.onlyFor !== null || message.editedAt !== null) continue;
          const conversation = await webChat.conversation(message.conversation);
          // Several lines in a row get one answer.
          if (conversation?.kind === 'group') found.set(conversation.id, { conversation, message: message.id });
        }
      }
      return [...found.values()];
    },
  };
}
