import { type APIMessage, type APIThreadChannel, Routes, SnowflakeUtil } from 'discord.js';
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
  /** Gets each message, those of a thread in order. */
  readonly found: (message: APIMessage) => Promise<void>;
}

/**
 * Reads what was posted in the bot's active threads since a moment. Reactions and deletions of that time stay unknown, because
 * Discord does not tell when they happened. The returned function never throws.
 */
export function createMissed({ api, logger, guildId, infos, found }: MissedDependencies): (since: Instant) => Promise<void> {
  const readThread = async (thread: string, since: bigint): Promise<void> => {
    let after = String(since);
    for (;;) {
      const page = await api.call<APIMessage[]>({
        method: 'GET',
        route: Routes.channelMessages(thread),
        query: { limit: LIMITS.historyPerPage, after },
      });
      for (const message of page.toReversed()) await found(message);
      after = page[0]?.id ?? after;
      if (page.length < LIMITS.historyPerPage) return;
    }
  };

  return async (since) => {
    try {
      const start = SnowflakeUtil.generate({ timestamp: since, increment: 0n });
      const { threads } = await api.call<{ threads: APIThreadChannel[] }>({ method: 'GET', route: Routes.guildActiveThreads(guildId()) });
      for (const thread of threads) {
        if (BigInt(thread.last_message_id ?? 0) <= start || !(await infos.isOwnThread(infos.note(thread)))) continue;
        await readThread(thread.id, start);
      }
    } catch (error) {
      logger.warn({ code: codeOf(error), error }, 'what was missed in threads on Discord could not be read');
    }
  };
}
