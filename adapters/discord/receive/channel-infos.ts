import { type APIMessage, type ChannelType, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Clock } from '../../../src/core/time.js';
import { createTtlCache } from '../../../src/kit/ttl-cache.js';
import type { Api } from '../connect/client.js';
import { codeOf } from '../errors.js';
import { CACHE_SIZES, TIMES } from '../limits.js';
import { isPublicThread } from '../places/conversations.js';

/** The fields of a channel that the adapter reads. */
export interface ChannelFields {
  readonly id: string;
  readonly type: ChannelType;
  readonly parent_id?: string | null | undefined;
  readonly owner_id?: string | null | undefined;
}

export interface ChannelInfo {
  readonly id: string;
  readonly type: ChannelType;
  readonly parent: string | null;
  readonly owner: string | null;
}

/** What kind of channels there are, as far as it was told or asked for. */
export interface ChannelInfos {
  note(channel: ChannelFields): ChannelInfo;
  forget(id: string): void;
  /** What is known without asking Discord. */
  peek(id: string): ChannelInfo | undefined;
  /** Throws what `Api.call` throws. */
  of(id: string): Promise<ChannelInfo>;
  /** The thread on a post of the bot; undefined if it has none. Throws what `Api.call` throws. */
  threadOn(message: string): Promise<ChannelInfo | undefined>;
  /** Whether a channel is a public thread of the bot: it opened the thread or wrote the post below which the thread stands. */
  isOwnThread(channel: ChannelInfo): Promise<boolean>;
}

export function createChannelInfos(options: {
  readonly api: Api;
  readonly clock: Clock;
  readonly botId: () => string;
  /** Whether a channel serves a purpose. */
  readonly serves: (channel: string) => boolean;
}): ChannelInfos {
  const { api, clock, botId } = options;
  const cache = { clock, ttlMs: TIMES.channelInfo, maxEntries: CACHE_SIZES.channels };
  const known = createTtlCache<ChannelInfo>(cache);
  /** Posts without a thread. */
  const bare = createTtlCache<true>(cache);
  /** Whether the bot wrote the post below which a thread stands that somebody else opened. */
  const adopted = createTtlCache<boolean>(cache);

  const note = ({ id, type, parent_id, owner_id }: ChannelFields): ChannelInfo => {
    const info = { id, type, parent: parent_id ?? null, owner: owner_id ?? null };
    known.set(id, info);
    bare.delete(id);
    return info;
  };

  const of = async (id: string): Promise<ChannelInfo> =>
    known.get(id) ?? note(await api.call<ChannelFields>({ method: 'GET', route: Routes.channel(id) }));

  const isBelowOwnPost = async (thread: string, parent: string): Promise<boolean> => {
    try {
      // The thread on a post has the post's id.
      const post = await api.call<APIMessage>({ method: 'GET', route: Routes.channelMessage(parent, thread) });
      return post.author.id === botId();
    } catch (error) {
      if (codeOf(error) !== undefined) return false;
      throw error;
    }
  };

  return {
    note,
    forget(id) {
      known.delete(id);
      adopted.delete(id);
    },
    peek: known.get,
    of,
    async threadOn(message) {
      if (bare.get(message)) return undefined;
      try {
        return await of(message);
      } catch (error) {
        if (codeOf(error) !== RESTJSONErrorCodes.UnknownChannel) throw error;
        bare.set(message, true);
        return undefined;
      }
    },
    async isOwnThread({ id, type, parent, owner }) {
      if (!isPublicThread(type) || parent === null) return false;
      if (owner === botId()) return true;
      if (!options.serves(parent)) return false;
      const before = adopted.get(id);
      if (before !== undefined) return before;
      const isOwn = await isBelowOwnPost(id, parent);
      adopted.set(id, isOwn);
      return isOwn;
    },
  };
}
