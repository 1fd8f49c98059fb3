import { type ConversationRef, DeliveryError, type MessageRef, type OpenedThread, type Threads } from '../../../src/ports/chat.js';
import type { SlackApi } from '../connect/client.js';
import { SlackFailure, withDeliveryErrors } from '../errors.js';
import { addressOf, threadRef } from '../places/address.js';
import type { Conversations } from '../places/conversations.js';
import type { Problems } from '../problems.js';
import type { Posts } from './posts.js';

/**
 * Threads below messages of the bot. The opening post stands in the channel and has the thread's key; its `ts` and the
 * channel make the thread's id. Slack has no titles, so the opening post alone tells what the thread is about.
 *
 * Apps can't lock threads on Slack. A closed thread keeps its opening post, and people can still write below it: that it is
 * closed is told by the bot's closing summary. So closing and reopening only check that the thread is there and that the bot can post in it.
 */
export function createThreads(deps: {
  readonly api: SlackApi;
  readonly posts: Posts;
  readonly conversations: Conversations;
  readonly problems: Problems;
}): Threads {
  const { api, posts, conversations, problems } = deps;

  const opened = (channel: ConversationRef, { id }: MessageRef): OpenedThread => {
    const [root = ''] = id.split(',');
    const thread = threadRef(channel.space, channel.id, root);
    return { thread, message: { conversation: thread, id } };
  };

  /** Throws a `SlackFailure` that says of a channel which is gone for good that the thread is. */
  const infoOf = async (channel: string) => {
    const method = 'conversations.info';
    try {
      return (await api.callWithRetry('reads', method, (client) => client.conversations.info({ channel }))).channel;
    } catch (error) {
      const isGone = error instanceof SlackFailure && error.code === 'channel_not_found' && (await conversations.isAbandoned(channel));
      throw isGone ? new SlackFailure({ kind: 'platform', code: 'thread_not_found', method, cause: error }) : error;
    }
  };

  const checkUsable = async (thread: ConversationRef): Promise<void> => {
    const { channel, thread: ts = '' } = addressOf(thread);
    await withDeliveryErrors(problems, conversations.whereabouts(channel), async () => {
      const method = 'conversations.info';
      const found = await infoOf(channel);
      if (found?.is_archived === true) throw new SlackFailure({ kind: 'platform', code: 'is_archived', method });
      if (found?.is_member !== true && !(await conversations.join(channel)))
        throw new SlackFailure({ kind: 'platform', code: 'not_in_channel', method });
      const replies = 'conversations.replies';
      const { messages } = await api.callWithRetry('reads', replies, (client) => client.conversations.replies({ channel, ts, limit: 1 }));
      // When somebody deletes an opening post with answers, Slack keeps an empty line in its place.
      const [root] = messages ?? [];
      if (root && 'subtype' in root && root.subtype === 'tombstone')
        throw new SlackFailure({ kind: 'platform', code: 'thread_not_found', method: replies });
    });
  };

  return {
    async open(channel, _title, message, options) {
      if (channel.kind === 'thread') throw new DeliveryError('a thread can’t be opened in a thread', 'refused');
      return opened(channel, await posts.post(channel, message, { ...options, searchFirst: true }));
    },
    async find(channel, key, since) {
      const found = await posts.find(channel, key, since === undefined ? {} : { since });
      return found && opened(channel, found);
    },
    close: checkUsable,
    reopen: checkUsable,
  };
}
