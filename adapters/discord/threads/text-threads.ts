import { type APIThreadChannel, RESTJSONErrorCodes, Routes, ThreadAutoArchiveDuration } from 'discord.js';
import type { OutgoingMessage } from '../../../src/core/message.js';
import type { Instant } from '../../../src/core/time.js';
import type { ConversationRef, MessageRef, OpenedThread, PostOptions } from '../../../src/ports/chat.js';
import type { Api } from '../connect/client.js';
import { codeOf, isAmbiguous } from '../errors.js';
import { lastPartOf, type Posts } from '../post/posts.js';
import type { ThreadPlace } from './place.js';

/**
 * Threads on posts in text channels: the thread stands on the last part of its opening post, and has the id of that part.
 *
 * @returns A place whose functions throw a `DeliveryError`, or what `Api.call` throws.
 */
export function createTextThreads({ api, posts }: { readonly api: Api; readonly posts: Posts }): ThreadPlace {
  const opened = (channel: ConversationRef, message: MessageRef): OpenedThread => ({
    thread: { ...channel, id: lastPartOf(message), kind: 'thread' },
    message,
  });

  const exists = async (thread: string, channel: string): Promise<boolean> => {
    try {
      const found = await api.call<Partial<APIThreadChannel>>({ method: 'GET', route: Routes.channel(thread) });
      return found.parent_id === channel;
    } catch (error) {
      if (codeOf(error) === RESTJSONErrorCodes.UnknownChannel) return false;
      throw error;
    }
  };

  const start = async ({ id }: ConversationRef, message: string, name: string, options: PostOptions): Promise<void> => {
    const create = async (): Promise<void> => {
      try {
        await api.call({
          method: 'POST',
          route: Routes.threads(id, message),
          body: { name, auto_archive_duration: ThreadAutoArchiveDuration.OneWeek },
          ...(options.onSending && { onSending: options.onSending }),
        });
      } catch (error) {
        if (codeOf(error) !== RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage) throw error;
        // A post whose thread was deleted can't get another one, which this request tells.
        await api.call({ method: 'GET', route: Routes.channel(message) });
      }
    };
    try {
      await create();
    } catch (error) {
      if (!isAmbiguous(error)) throw error;
      if (!(await exists(message, id))) await create();
    }
  };

  const findPost = async (channel: ConversationRef, key: string, since?: Instant): Promise<OpenedThread | undefined> => {
    const message = await posts.find(channel, key, since);
    return message && opened(channel, message);
  };

  return {
    async find({ ref }, key, since) {
      const found = await findPost(ref, key, since);
      return found && (await exists(found.thread.id, ref.id)) ? found : undefined;
    },

    async open({ ref }, name, message: OutgoingMessage, options) {
      const found = await findPost(ref, options.key);
      if (found && (await exists(found.thread.id, ref.id))) return found;
      const posted = found ?? opened(ref, await posts.post(ref, message, options));
      await start(ref, posted.thread.id, name, options);
      return posted;
    },
  };
}
