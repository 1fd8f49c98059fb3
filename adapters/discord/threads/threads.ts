import { type APIThreadChannel, Routes } from 'discord.js';
import { cutAtWord } from '../../../src/kit/cut-at-word.js';
import { once } from '../../../src/kit/once.js';
import { type ConversationRef, DeliveryError, type OpenedThread, type Threads } from '../../../src/ports/chat.js';
import { isArchived } from '../errors.js';
import { LIMITS } from '../limits.js';
import { isForum, isPostable } from '../places/conversations.js';
import { channelOf, checkKey } from '../post/posts.js';
import { createRequesting } from '../post/requesting.js';
import { createForumPosts, type ForumPostsDependencies } from './forum-posts.js';
import type { ChannelDetails, ThreadPlace } from './place.js';
import { createTextThreads } from './text-threads.js';

export interface ThreadsDependencies extends ForumPostsDependencies {
  /** Reports which permissions are missing in a channel, also for threads, after one was refused. */
  readonly checkPermissions: (channel: string) => void;
}

/** Opens, finds, closes and reopens the bot's threads, in text channels and in forums. See `Threads` for what the methods do. */
export function createThreads(dependencies: ThreadsDependencies): Threads {
  const { api, problems, checkPermissions } = dependencies;
  const below = createTextThreads(dependencies);
  const forums = createForumPosts(dependencies);
  /** Threads that are being opened, by channel and key: simultaneous calls share the work. */
  const opening = new Map<string, Promise<OpenedThread>>();

  const requesting = createRequesting({ problems, checkPermissions });

  const placeOf = async (id: string): Promise<{ readonly place: ThreadPlace; readonly details: ChannelDetails }> => {
    const details = await api.call<ChannelDetails>({ method: 'GET', route: Routes.channel(id) });
    if (isForum(details.type)) return { place: forums, details };
    if (isPostable(details.type)) return { place: below, details };
    throw new DeliveryError('Discord has no threads in such a channel', 'refused');
  };

  const stateOf = async (thread: string): Promise<{ readonly archived: boolean; readonly locked: boolean }> => {
    const { thread_metadata } = await api.call<Partial<APIThreadChannel>>({ method: 'GET', route: Routes.channel(thread) });
    if (!thread_metadata) throw new DeliveryError('the conversation is no thread', 'refused');
    return thread_metadata;
  };

  const change = async (thread: string, body: { readonly archived: boolean; readonly locked?: boolean }): Promise<void> => {
    await api.call({ method: 'PATCH', route: Routes.channel(thread), body });
  };

  const close = async (thread: string): Promise<void> => {
    const { archived, locked } = await stateOf(thread);
    if (archived && locked) return;
    // Nothing else can be changed of an archived thread.
    if (archived) await change(thread, { archived: false });
    await change(thread, { archived: true, locked: true });
  };

  return {
    open(channel, title, message, options) {
      const id = `${channel.id}:${options.key}`;
      const current = opening.get(id);
      if (current) return current;
      const open = async (): Promise<OpenedThread> => {
        const parent = channelOf(channel);
        checkKey(options.key);
        const name = cutAtWord(title.replace(/\s+/g, ' ').trim() || '…', LIMITS.threadName);
        return requesting(parent, async () => {
          const { place, details } = await placeOf(parent);
          return place.open({ ref: channel, details }, name, message, { ...options, onSending: once(options.onSending) });
        });
      };
      const work = open().finally(() => opening.delete(id));
      opening.set(id, work);
      return work;
    },

    async find(channel, key, since) {
      const parent = channelOf(channel);
      return requesting(parent, async () => {
        const { place, details } = await placeOf(parent);
        return place.find({ ref: channel, details }, key, since);
      });
    },

    async close(thread: ConversationRef) {
      const id = channelOf(thread);
      await requesting(id, async () => {
        try {
          await close(id);
        } catch (error) {
          // A request whose answer was lost was sent again, or somebody archived the thread meanwhile.
          if (!isArchived(error)) throw error;
          await close(id);
        }
      });
    },

    async reopen(thread: ConversationRef) {
      const id = channelOf(thread);
      await requesting(id, async () => {
        const { archived, locked } = await stateOf(id);
        if (archived || locked) await change(id, { archived: false, locked: false });
      });
    },
  };
}
