import { type ChatAdapter, DeliveryError } from '../../../src/ports/chat.js';
import type { SlackApi } from '../connect/client.js';
import { withDeliveryErrors } from '../errors.js';
import { addressOf } from '../places/address.js';
import type { Conversations } from '../places/conversations.js';
import type { Problems } from '../problems.js';
import { renderMessage } from '../render/message.js';
import { userOf } from '../render/text.js';

/**
 * Shows a message to one person of a channel or a thread. Slack keeps it until the person's client loads the channel again.
 *
 * @returns A function that throws a `DeliveryError`.
 */
export function createWhisper(deps: {
  readonly api: SlackApi;
  readonly conversations: Conversations;
  readonly problems: Problems;
}): NonNullable<ChatAdapter['whisper']> {
  const { api, conversations, problems } = deps;
  return async (to, { user }, message) => {
    const { channel, thread } = addressOf(to);
    const { parts, file } = renderMessage(message, userOf(new Map()));
    if (file) throw new DeliveryError('the message is too long', 'refused');
    await withDeliveryErrors(problems, conversations.whereabouts(channel), async () => {
      for (const { text, blocks } of parts) {
        await api.callWithRetry('deliveries', 'chat.postEphemeral', (client) =>
          client.chat.postEphemeral({ channel, user, text, blocks, ...(thread !== undefined && { thread_ts: thread }) }),
        );
      }
    });
  };
}
