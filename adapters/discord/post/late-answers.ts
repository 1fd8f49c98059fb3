import type { Message, Reply } from '../../../src/core/message.js';
import { type ConversationRef, DeliveryError, type Identity } from '../../../src/ports/chat.js';
import type { Origin } from '../origin.js';
import { answerKey } from './give.js';
import type { FoundParts } from './history.js';
import { MENTIONED, type PendingReplies } from './pending-replies.js';
import type { Posts } from './posts.js';

/**
 * Answers an interaction whose token is no longer valid: the bot posts a message in the same conversation, whose button shows a
 * private answer. Throws a `DeliveryError`.
 *
 * @param isUnanswered Discord tells that the interaction never got an answer.
 */
export type GiveAsPost = (origin: Origin, reply: Reply, isUnanswered: boolean) => Promise<void>;

export function createGiveAsPost(options: {
  readonly pending: PendingReplies;
  readonly posts: Posts;
  /** Another conversation in which to say that an answer is ready; undefined if there is none. */
  readonly elsewhere: () => ConversationRef | undefined;
  /** Looks for the messages with a marker in a channel. */
  readonly findParts: (channel: string, key: string) => Promise<Pick<FoundParts, 'ids'>>;
}): GiveAsPost {
  const { pending, posts, elsewhere, findParts } = options;

  return async (origin, reply, isUnanswered) => {
    if (reply.type === 'none' || reply.type === 'form-errors') return;
    const { conversation, user } = origin;
    const isPublic = reply.type === 'message' && (reply.visibility === 'conversation' || conversation.kind === 'direct');
    const message: Message = isPublic ? reply.message : { cards: await pending.readyCards(user, reply) };
    const person: Identity = { platform: 'discord', space: conversation.space, user };
    const mentions = new Map(isPublic ? [] : [[MENTIONED, person]]);
    const key = `discord:late:${origin.id}`;

    const mayPost = isPublic || !origin.mayHaveArrived || isUnanswered;

    /** False if it isn't there and must not be posted. */
    const postTo = async (to: ConversationRef): Promise<boolean> => {
      const found = origin.isRecovered ? await posts.find(to, key) : undefined;
      if (!found && !mayPost) return false;
      // The button of a process that ended leads nowhere, so the message gets a new one.
      if (found) await posts.update(found, message, mentions);
      else await posts.post(to, message, { key, mentions });
      return true;
    };

    if (isPublic && origin.isRecovered && (await findParts(conversation.id, answerKey(origin))).ids.size > 0) return;
    const other = elsewhere();
    try {
      if (await postTo(conversation)) return;
    } catch (error) {
      const isUnknown = error instanceof DeliveryError && error.outcome === 'ambiguous';
      // A public answer must not appear in another conversation, but the note that a private one is ready may.
      if (isPublic || isUnknown || other === undefined || other.id === conversation.id) throw error;
    }
    const isPosted = other !== undefined && other.id !== conversation.id && (await postTo(other));
    if (!isPosted) throw new DeliveryError('a process that ended may have answered', 'ambiguous');
  };
}
