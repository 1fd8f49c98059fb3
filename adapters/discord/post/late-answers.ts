import type { Message, Reply } from '../../../src/core/message.js';
import type { ConversationRef, Identity } from '../../../src/ports/chat.js';
import type { Origin } from '../origin.js';
import { answerKey } from './give.js';
import type { FoundParts } from './history.js';
import { MENTIONED, type PendingReplies } from './pending-replies.js';
import type { Posts } from './posts.js';

/**
 * Answers an interaction whose token is no longer valid: the bot posts a message in the same conversation, whose button shows a
 * private answer. Throws a `DeliveryError`.
 */
export type GiveAsPost = (origin: Origin, reply: Reply) => Promise<void>;

export function createGiveAsPost(options: {
  readonly pending: PendingReplies;
  readonly posts: Posts;
  /** Another conversation in which to say that an answer is ready; undefined if there is none. */
  readonly elsewhere: () => ConversationRef | undefined;
  /** Looks for the messages with a marker in a channel. */
  readonly findParts: (channel: string, key: string) => Promise<Pick<FoundParts, 'ids'>>;
}): GiveAsPost {
  const { pending, posts, elsewhere, findParts } = options;

  return async (origin, reply) => {
    if (reply.type === 'none' || reply.type === 'form-errors') return;
    const { conversation, user } = origin;
    const isPublic = reply.type === 'message' && (reply.visibility === 'conversation' || conversation.kind === 'direct');
    const message: Message = isPublic ? reply.message : { cards: await pending.readyCards(user, reply) };
    const person: Identity = { platform: 'discord', space: conversation.space, user };
    const mentions = new Map(isPublic ? [] : [[MENTIONED, person]]);
    const key = `discord:late:${origin.id}`;

    const postTo = async (to: ConversationRef): Promise<void> => {
      const found = origin.isRecovered ? await posts.find(to, key) : undefined;
      // The button of a process that ended leads nowhere, so the message gets a new one.
      if (found) await posts.update(found, message, mentions);
      else await posts.post(to, message, { key, mentions });
    };

    if (isPublic && origin.isRecovered && (await findParts(conversation.id, answerKey(origin))).ids.size > 0) return;
    try {
      await postTo(conversation);
    } catch (error) {
      const other = elsewhere();
      // A public answer must not appear in another conversation, but the note that a private one is ready may.
      if (isPublic || other === undefined || other.id === conversation.id) throw error;
      await postTo(other);
    }
  };
}
