import type { Message } from '../../../src/core/message.js';
import { type ChatAdapter, type ConversationRef, DeliveryError } from '../../../src/ports/chat.js';
import type { WebChatRepository, WebConversation } from '../../../src/ports/web-chat.js';
import { LIMITS } from '../limits.js';
import { storeMessage } from '../render/message.js';
import type { MessageWriter } from './messages.js';

/**
 * The part of the chat port that sends, changes and finds the bot's messages.
 *
 * @param space Id of this web chat among the community's spaces.
 */
export function createDeliveries(
  webChat: Pick<WebChatRepository, 'conversation' | 'message' | 'messageByKey'>,
  messages: MessageWriter,
  space: string,
): Pick<ChatAdapter, 'post' | 'update' | 'remove' | 'find'> {
  const conversationOf = async (ref: ConversationRef): Promise<WebConversation> => {
    const found = ref.space === space ? await webChat.conversation(ref.id) : undefined;
    if (!found) throw new DeliveryError('no such conversation in the web chat', 'unreachable');
    return found;
  };

  return {
    async post(to, message, { key, mentions, onSending }) {
      const conversation = await conversationOf(to);
      if (key.length > LIMITS.key) throw new DeliveryError(`the key has more than ${LIMITS.key} characters`, 'refused');
      checkSize(message);
      await onSending?.();
      const id = await withAmbiguousFailure(() =>
        messages.insert({
          conversation: conversation.id,
          thread: null,
          author: null,
          onlyFor: null,
          key,
          content: { type: 'message', json: storeMessage(message, mentions) },
          files: message.files ?? [],
        }),
      );
      return { conversation: to, id: String(id) };
    },

    async update(message, content, { mentions }) {
      const conversation = await conversationOf(message.conversation);
      checkSize(content);
      const found = await webChat.message(Number(message.id));
      if (!found || found.author !== null || found.conversation !== conversation.id) {
        throw new DeliveryError('no such message of the bot in the web chat', 'unreachable');
      }
      await withAmbiguousFailure(() => messages.update(found.id, storeMessage(content, mentions), found.content.files));
    },

    async remove(message) {
      await conversationOf(message.conversation);
      const found = await webChat.message(Number(message.id));
      if (found?.author === null) await withAmbiguousFailure(() => messages.remove(found.id));
    },

    async find(conversation, key) {
      const found = await webChat.messageByKey(key);
      return found?.conversation === conversation.id ? { conversation, id: String(found.id) } : undefined;
    },
  };
}

/** Throws a `DeliveryError` for a message that exceeds the limits. */
function checkSize(message: Message): void {
  const size = (message.files ?? []).reduce((sum, file) => sum + file.bytes.byteLength, 0);
  if (size > LIMITS.fileBytes) throw new DeliveryError('the files are too large', 'refused');
  if (JSON.stringify(message.cards).length > LIMITS.messageJson) throw new DeliveryError('the message is too long', 'refused');
}

/** A failed write may have been committed, so the caller must look for the message before it tries again. */
async function withAmbiguousFailure<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw new DeliveryError('writing to the web chat failed', 'ambiguous', { cause: error });
  }
}
