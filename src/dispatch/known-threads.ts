import type { Context } from '../feature-api/index.js';
import type { Timer } from '../kit/timer.js';
import type { ConversationRef, Inbox, Platform } from '../ports/chat.js';
import { threadKey } from './heard-in-threads.js';
import { whileMomentary } from './postpone.js';

/** Tells adapters what the features know of threads. Never throws: what can't be found out is logged. */
export function createKnownThreads(
  autocommit: Context,
  timer: Timer,
): Pick<Inbox, 'mayRead' | 'known' | 'openThreads' | 'followedThreads'> {
  const { features, logger } = autocommit;

  /** The threads with these keys on a platform, where it has them. */
  async function threadsOf(keys: readonly string[], platform: Platform): Promise<readonly ConversationRef[]> {
    const found = [];
    for (const key of keys) found.push(await autocommit.conversations.find(key, platform));
    return found.filter((thread) => thread !== undefined);
  }

  return {
    async mayRead(thread, author) {
      try {
        const key = await whileMomentary(timer, () => threadKey(autocommit, thread));
        if (key === undefined) return false;
        const person = await autocommit.people.findByAccount(author);
        return person === undefined ? false : await features.mayRead(autocommit, { key, member: person.id });
      } catch (error) {
        logger.error({ error }, 'it is unknown whether a contribution may be read');
        return false;
      }
    },

    async known(thread) {
      try {
        const key = await autocommit.conversations.keyOf(thread);
        return key === undefined ? [] : await features.known(autocommit, { key, conversation: thread });
      } catch (error) {
        logger.error({ error }, 'it is unknown what was written in a thread');
        return undefined;
      }
    },

    async openThreads(platform) {
      try {
        return await threadsOf(await features.openThreads(autocommit), platform);
      } catch (error) {
        logger.error({ error }, 'it is unknown which threads are open');
        return [];
      }
    },

    async followedThreads(platform) {
      try {
        return {
          open: await threadsOf(await features.openThreads(autocommit), platform),
          kept: await threadsOf(await features.keptThreads(autocommit), platform),
        };
      } catch (error) {
        logger.error({ error }, 'it is unknown which threads are followed');
        return undefined;
      }
    },
  };
}
