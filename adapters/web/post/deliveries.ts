import { type OutgoingMessage, sizeOf } from '../../../src/core/message.js';
import { type ChatAdapter, type ConversationRef, DeliveryError, type PostOptions } from '../../../src/ports/chat.js';
import type { WebChatRepository, WebMessage } from '../../../src/ports/web-chat.js';
import { LIMITS } from '../limits.js';
import { idsOf, spotOf, threadRef } from '../places/threads.js';
import { storeMessage } from '../render/message.js';
import type { MessageWriter } from './messages.js';

type Deliveries = Pick<ChatAdapter, 'post' | 'update' | 'remove' | 'find'> & Required<Pick<ChatAdapter, 'threads' | 'whisper'>>;

/**
 * The part of the chat port that sends, changes and finds the bot's messages.
 *
 * @param space Id of this web chat among the community's spaces.
 * @returns Functions that throw a `DeliveryError`.
 */
export function createDeliveries(
  webChat: Pick<WebChatRepository, 'conversation' | 'message' | 'messageByKey'>,
  messages: MessageWriter,
  space: string,
): Deliveries {
  const spot = (ref: ConversationRef) => spotOf(webChat, space, ref);

  const insert = async (
    to: ConversationRef,
    message: OutgoingMessage,
    { key, mentions, onSending }: PostOptions,
    { opens = false, onlyFor = null }: { readonly opens?: boolean; readonly onlyFor?: string | null } = {},
  ): Promise<number> => {
    const { conversation, opening } = await spot(to);
    if (key.length > LIMITS.key) throw new DeliveryError(`the key has more than ${LIMITS.key} characters`, 'refused');
    checkSize(message);
    await onSending?.();
    return withAmbiguousFailure(() =>
      messages.insert({
        conversation: conversation.id,
        thread: opening?.id ?? null,
        author: null,
        onlyFor,
        key,
        content: { type: 'message', json: storeMessage(message, mentions) },
        files: message.files ?? [],
        opens,
      }),
    );
  };

  const opened = (channel: string, id: number) => {
    const thread = threadRef(space, channel, id);
    return { thread, message: { conversation: thread, id: String(id) } };
  };

  const setThread = async (thread: ConversationRef, state: 'open' | 'closed'): Promise<void> => {
    const { opening } = await spot(thread);
    if (opening) await withAmbiguousFailure(() => messages.setThread(opening.id, state));
  };

  return {
    async post(to, message, options) {
      return { conversation: to, id: String(await insert(to, message, options)) };
    },

    async update(message, content, { mentions }) {
      await spot(message.conversation);
      checkSize(content);
      const found = await webChat.message(Number(message.id));
      if (found?.author !== null || !isIn(found, message.conversation)) {
        throw new DeliveryError('no such message of the bot in the web chat', 'unreachable');
      }
      await withAmbiguousFailure(() => messages.update(found.id, storeMessage(content, mentions), found.content.files));
    },

    async remove(message) {
      const found = await webChat.message(Number(message.id));
      if (!found || !isIn(found, message.conversation)) return;
      // What people wrote elsewhere is not the bot's to delete.
      if (found.author !== null && message.conversation.kind !== 'thread') throw new DeliveryError('not a message of the bot', 'refused');
      await withAmbiguousFailure(() => messages.remove(found.id));
    },

    async whisper(to, { user }, message, { key }) {
      await insert(to, message, { key, mentions: new Map() }, { onlyFor: user });
    },

    async find(conversation, key) {
      const found = await webChat.messageByKey(key);
      return found && isIn(found, conversation) ? { conversation, id: String(found.id) } : undefined;
    },

    threads: {
      // Threads have no titles here: the opening post says what they are about.
      open: async (channel, _title, message, options) => opened(channel.id, await insert(channel, message, options, { opens: true })),
      async find(channel, key) {
        const found = await webChat.messageByKey(key);
        return found && found.opened !== null && isIn(found, channel) ? opened(channel.id, found.id) : undefined;
      },
      close: (thread) => setThread(thread, 'closed'),
      reopen: (thread) => setThread(thread, 'open'),
    },
  };
}

/** Whether a message stands in a conversation or a thread, which has its opening post too. */
function isIn(message: WebMessage, ref: ConversationRef): boolean {
  const { conversation, thread } = idsOf(ref);
  return message.conversation === conversation && (message.thread === thread || message.id === thread);
}

/** Throws a `DeliveryError` for a message that exceeds the limits. */
function checkSize(message: OutgoingMessage): void {
  const size = (message.files ?? []).reduce((sum, file) => sum + sizeOf(file), 0);
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
