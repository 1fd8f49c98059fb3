import { type APIMessage, type APIThreadChannel, RESTJSONErrorCodes, Routes, SnowflakeUtil } from 'discord.js';
import type { Instant } from '../../../src/core/time.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Api } from '../connect/client.js';
import { codeOf } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { ChannelInfos } from './channel-infos.js';

export interface MissedDependencies {
  readonly api: Api;
  readonly logger: Logger;
  readonly guildId: () => string;
  readonly infos: Pick<ChannelInfos, 'note' | 'isOwnThread'>;
  /** The ids of people's messages in a thread that are copied elsewhere. */
  readonly copied: (thread: string) => Promise<readonly string[]>;
  /** Gets each message that was posted since, or that is copied and was edited since; those of a thread in order. */
  readonly found: (message: APIMessage, is: 'posted' | 'edited') => Promise<void>;
  /** Gets each copied message that is not there any more. */
  readonly gone: (message: string, thread: string) => Promise<void>;
}

/**
 * Reads what was posted in the bot's active threads since a moment, and what became of the messages that are copied elsewhere. The
 * reactions of that time stay unknown, because Discord does not tell when they happened. The returned function never throws.
 */
export function createMissed(dependencies: MissedDependencies): (since: Instant) => Promise<void> {
  const { api, logger, guildId, infos, found } = dependencies;

  /** Asks again, because Discord shows an empty history to those who may not read it. */
  const isGone = async (message: string, thread: string): Promise<boolean> => {
    try {
      await api.call({ method: 'GET', route: Routes.channelMessage(thread, message) });
      return false;
    } catch (error) {
      if (codeOf(error) === RESTJSONErrorCodes.UnknownMessage) return true;
      throw error;
    }
  };

  const readThread = async (thread: string, since: Instant, start: bigint, copied: readonly string[]): Promise<void> => {
    const missing = new Set(copied);
    const first = copied.map(BigInt).reduce((one, other) => (other <= one ? other - 1n : one), start);
    let after = String(first);
    for (;;) {
      const page = await api.call<APIMessage[]>({
        method: 'GET',
        route: Routes.channelMessages(thread),
        query: { limit: LIMITS.historyPerPage, after },
      });
      for (const message of page.toReversed()) {
        missing.delete(message.id);
        if (BigInt(message.id) > start) await found(message, 'posted');
        else if (Date.parse(message.edited_timestamp ?? '') >= since) await found(message, 'edited');
      }
      after = page[0]?.id ?? after;
      if (page.length < LIMITS.historyPerPage) break;
    }
    for (const message of missing) if (await isGone(message, thread)) await dependencies.gone(message, thread);
  };

  return async (since) => {
    try {
      const start = SnowflakeUtil.generate({ timestamp: since, increment: 0n });
      const { threads } = await api.call<{ threads: APIThreadChannel[] }>({ method: 'GET', route: Routes.guildActiveThreads(guildId()) });
      for (const thread of threads) {
        if (!(await infos.isOwnThread(infos.note(thread)))) continue;
        const copied = await dependencies.copied(thread.id);
        if (copied.length > 0 || BigInt(thread.last_message_id ?? 0) > start) await readThread(thread.id, since, start, copied);
      }
    } catch (error) {
      logger.warn({ code: codeOf(error), error }, 'what was missed in threads on Discord could not be read');
    }
  };
}
