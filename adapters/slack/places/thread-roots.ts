import type { Clock } from '../../../src/core/time.js';
import { createTtlCache } from '../../../src/kit/ttl-cache.js';
import type { SlackApi } from '../connect/client.js';
import type { Bot } from '../connect/introduce.js';
import { SlackFailure } from '../errors.js';
import { LIMITS } from '../limits.js';

/** Finds the threads of messages, because some events name only the message. */
export interface ThreadRoots {
  /**
   * The `ts` of the opening post above a message, or of the message itself if it is one; `undefined` unless the bot posted it.
   * Asks Slack once for each message. Throws a `SlackFailure` if Slack does not tell.
   */
  of(channel: string, ts: string): Promise<string | undefined>;
  /** Remembers the thread of a message. */
  note(channel: string, ts: string, root: string): void;
}

/** Errors by which there is no such message, or none that the bot may see. */
const NOTHING = new Set(['thread_not_found', 'message_not_found', 'channel_not_found', 'not_in_channel']);

export function createThreadRoots({ api, bot, clock }: { readonly api: SlackApi; readonly bot: Bot; readonly clock: Clock }): ThreadRoots {
  const roots = createTtlCache<string | null>({ clock, ttlMs: Number.POSITIVE_INFINITY, maxEntries: LIMITS.rememberedRoots });

  const ask = async (channel: string, ts: string): Promise<string | null> => {
    const method = 'conversations.replies';
    try {
      const found = await api.callWithRetry('reads', method, (client) => client.conversations.replies({ channel, ts, limit: 1 }));
      const message = found.messages?.[0];
      const root = message?.thread_ts ?? message?.ts ?? null;
      if (message === undefined || root === null) return null;
      const opener = message.ts === root ? message.user : message.parent_user_id;
      if (opener === undefined && message.ts !== root) return await ask(channel, root);
      return opener === bot.user ? root : null;
    } catch (error) {
      if (error instanceof SlackFailure && NOTHING.has(error.code)) return null;
      throw error;
    }
  };

  return {
    async of(channel, ts) {
      const id = `${channel}:${ts}`;
      const known = roots.get(id);
      const root = known === undefined ? await ask(channel, ts) : known;
      roots.set(id, root);
      return root ?? undefined;
    },
    note: (channel, ts, root) => roots.set(`${channel}:${ts}`, root),
  };
}
