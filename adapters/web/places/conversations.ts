import { randomUUID } from 'node:crypto';
import type { ConversationRef } from '../../../src/ports/chat.js';
import type { Store } from '../../../src/ports/store.js';
import type { WebConversation } from '../../../src/ports/web-chat.js';
import type { SignalBus } from '../connect/signal-bus.js';

/** Key of a person's direct conversation with the bot. It exists from the person's first visit until they are erased. */
export function directKey(user: string): string {
  return `direct:${user}`;
}

/** The conversations of the web chat, found by our own keys. Concurrent calls for one key return one conversation. */
export interface Conversations {
  /** The person's direct conversation with the bot, created if it does not exist. */
  direct(user: string): Promise<WebConversation>;
  /** The private group with this key, created with these people and title if it does not exist. */
  group(key: string, users: readonly string[], title: string): Promise<WebConversation>;
  /** The channel of a purpose, created if it does not exist. */
  channel(purpose: string): Promise<WebConversation>;
}

export function createConversations(store: Pick<Store, 'autocommit'>, signals: SignalBus): Conversations {
  const { webChat } = store.autocommit;
  const ensure = async (kind: WebConversation['kind'], key: string, title: string, users: readonly string[]): Promise<WebConversation> => {
    const known = await webChat.conversationByKey(key);
    if (known) return known;
    const created: WebConversation = { id: randomUUID(), kind, key, title, users };
    try {
      await webChat.insertConversation(created);
    } catch (error) {
      // A concurrent call may have inserted it first.
      const other = await webChat.conversationByKey(key);
      if (other) return other;
      throw error;
    }
    signals.publish('conversations');
    return created;
  };
  return {
    direct: (user) => ensure('direct', directKey(user), '', [user]),
    group: (key, users, title) => ensure('group', `group:${key}`, title, users),
    channel: (purpose) => ensure('channel', purpose, purpose, []),
  };
}

/** @param space Id of this web chat among the community's spaces. */
export function conversationRef({ id, kind }: WebConversation, space: string): ConversationRef {
  return { platform: 'web', space, id, kind };
}
