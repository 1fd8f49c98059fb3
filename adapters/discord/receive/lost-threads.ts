import { type APIThreadChannel, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Clock } from '../../../src/core/time.js';
import type { Inbox } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Api } from '../connect/client.js';
import { codeOf } from '../errors.js';
import { conversationRef } from '../places/conversations.js';

/** Tells the inbox of threads of the bot that somebody deleted, locked or unlocked. */
export interface LostThreads {
  deleted(thread: string): Promise<void>;
  /** Tells of a thread that was locked, by anybody, if it is still locked. Never throws. */
  locked(thread: string): Promise<void>;
  /** @param thread One that is not locked, or not any more: Discord does not tell what has changed. */
  unlocked(thread: string): Promise<void>;
  /** Looks which of the threads in which people discuss are not there any more, and tells how that came. Never throws. */
  look(how: 'deleted' | 'channel-deleted'): Promise<void>;
}

export function createLostThreads({
  api,
  inbox,
  clock,
  logger,
  guildId,
}: {
  readonly api: Api;
  readonly inbox: Pick<Inbox, 'threadLost' | 'threadUnlocked' | 'openThreads'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly guildId: () => string;
}): LostThreads {
  const on = (thread: string) => conversationRef(guildId(), thread, 'thread');
  const deleted = (thread: string, how: 'deleted' | 'channel-deleted'): Promise<void> =>
    inbox.threadLost({ eventId: `discord:thread-deleted:${thread}`, conversation: on(thread), how });

  const isLocked = async (thread: string): Promise<boolean | undefined> => {
    const { thread_metadata: state } = await api.call<Partial<APIThreadChannel>>({ method: 'GET', route: Routes.channel(thread) });
    return state?.locked;
  };

  const unlocked = (thread: string): Promise<void> =>
    inbox.threadUnlocked({ eventId: `discord:thread-unlocked:${thread}:${clock.now()}`, conversation: on(thread) });

  return {
    deleted: (thread) => deleted(thread, 'deleted'),
    async locked(thread) {
      const at = clock.now();
      try {
        // Discord's word may be older than what was done since, by people or by the bot.
        if (!(await isLocked(thread))) return;
        await inbox.threadLost({ eventId: `discord:thread-locked:${thread}:${at}`, conversation: on(thread), how: 'locked', at });
      } catch (error) {
        logger.warn({ thread, error }, 'it is unknown whether a thread on Discord is locked');
      }
    },
    unlocked,
    async look(how) {
      for (const { id, space } of await inbox.openThreads('discord')) {
        if (space !== guildId()) continue;
        try {
          if ((await isLocked(id)) === false) await unlocked(id);
        } catch (error) {
          if (codeOf(error) === RESTJSONErrorCodes.UnknownChannel) await deleted(id, how);
          else logger.warn({ thread: id, error }, 'it is unknown whether a thread on Discord is there');
        }
      }
    },
  };
}
