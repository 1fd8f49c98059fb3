import { randomUUID } from 'node:crypto';
import type { Store } from '../../src/ports/store.js';
import type { WebConversation } from '../../src/ports/web-chat.js';
import type { Hub } from './hub.js';

/** The key of somebody's conversation with the bot: it is there from their arrival until they are erased. */
export function directKey(user: string): string {
  return `direct:${user}`;
}

/** Finds or opens conversations by our keys; two calls at once give one conversation. */
export interface Conversations {
  ensure(kind: WebConversation['kind'], key: string, title: string, users: readonly string[]): Promise<WebConversation>;
}

export function createConversations(store: Pick<Store, 'autocommit'>, hub: Hub): Conversations {
  const { webChat } = store.autocommit;
  return {
    async ensure(kind, key, title, users) {
      const known = await webChat.conversationByKey(key);
      if (known) return known;
      const made: WebConversation = { id: randomUUID(), kind, key, title, users };
      try {
        await webChat.insertConversation(made);
      } catch (error) {
        const other = await webChat.conversationByKey(key);
        if (other) return other;
        throw error;
      }
      hub.signal('conversations');
      return made;
    },
  };
}
