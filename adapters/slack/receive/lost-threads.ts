import { z } from 'zod';
import type { ConversationRef, Inbox } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { SlackApi } from '../connect/client.js';
import type { Bot } from '../connect/introduce.js';
import { SlackFailure } from '../errors.js';
import { addressOf, channelOf, threadRef } from '../places/address.js';
import type { Conversations } from '../places/conversations.js';

/** Tells the inbox of threads of the bot that somebody deleted. */
export interface LostThreads {
  /** A message event, perhaps about a deleted opening post. */
  heard(event: Readonly<Record<string, unknown>>): Promise<void>;
  channelDeleted(channel: unknown): Promise<void>;
  /** Checks that the threads in which people discuss still exist, because Slack does not repeat events that were missed. Never throws. */
  look(): Promise<void>;
}

const messageSchema = z.looseObject({ ts: z.string(), user: z.string().optional(), subtype: z.string().optional() });
/**
 * Slack removes an opening post without answers, and changes one with answers to an empty line
 * (docs.slack.dev, "message_deleted event", "message_changed event").
 */
const deletionSchema = z.union([
  z.object({ subtype: z.literal('message_deleted'), channel: z.string(), previous_message: messageSchema }),
  z.object({
    subtype: z.literal('message_changed'),
    channel: z.string(),
    message: messageSchema.extend({ subtype: z.literal('tombstone') }),
    previous_message: messageSchema,
  }),
]);

type Lost = 'deleted' | 'channel-deleted';

/** Errors by which the opening post is gone. */
const DELETED = new Set(['thread_not_found', 'message_not_found']);

export function createLostThreads({
  api,
  inbox,
  bot,
  conversations,
  logger,
}: {
  readonly api: SlackApi;
  readonly conversations: Pick<Conversations, 'isAbandoned'>;
  readonly inbox: Pick<Inbox, 'threadLost' | 'openThreads'>;
  readonly bot: Bot;
  readonly logger: Logger;
}): LostThreads {
  const lost = (conversation: ConversationRef, how: Lost): Promise<void> =>
    inbox.threadLost({ eventId: `slack:thread-lost:${conversation.id}`, conversation, how });

  /** Undefined also where the channel is not found: the bot may come back, as long as organisers choose that channel. */
  const lostHow = async (thread: ConversationRef): Promise<Lost | undefined> => {
    try {
      return (await isDeleted(thread)) ? 'deleted' : undefined;
    } catch (error) {
      if (!(error instanceof SlackFailure) || error.code !== 'channel_not_found') throw error;
      return (await conversations.isAbandoned(channelOf(thread))) ? 'channel-deleted' : undefined;
    }
  };

  const isDeleted = async (thread: ConversationRef): Promise<boolean> => {
    const { channel, thread: ts = '' } = addressOf(thread);
    try {
      const { messages } = await api.callWithRetry('reads', 'conversations.replies', (client) =>
        client.conversations.replies({ channel, ts, limit: 1 }),
      );
      const [root] = messages ?? [];
      return root === undefined || ('subtype' in root && root.subtype === 'tombstone');
    } catch (error) {
      if (error instanceof SlackFailure && DELETED.has(error.code)) return true;
      throw error;
    }
  };

  return {
    async heard(event) {
      const { data } = deletionSchema.safeParse(event);
      if (data?.previous_message.user !== bot.user) return;
      await lost(threadRef(bot.team, data.channel, data.previous_message.ts), 'deleted');
    },
    async channelDeleted(channel) {
      for (const thread of await inbox.openThreads('slack')) if (channelOf(thread) === channel) await lost(thread, 'channel-deleted');
    },
    async look() {
      for (const thread of await inbox.openThreads('slack')) {
        try {
          const how = await lostHow(thread);
          if (how !== undefined) await lost(thread, how);
        } catch (error) {
          logger.warn({ thread: thread.id, error }, 'it is unknown whether a thread on Slack is there');
        }
      }
    },
  };
}
