import { type APIThreadChannel, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Clock } from '../../../src/core/time.js';
import type { Inbox, ThreadLostEvent } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Api } from '../connect/client.js';
import { codeOf } from '../errors.js';
import { conversationRef } from '../places/conversations.js';

/** Tells the inbox of threads of the bot that somebody deleted, locked or unlocked. */
export interface LostThreads {
  deleted(thread: string): Promise<void>;
  /** @param thread One that is locked, whoever locked it. */
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
  const tell = (thread: string, how: ThreadLostEvent['how'], eventId: string): Promise<void> =>
    inbox.threadLost({ eventId: `discord:${eventId}`, conversation: conversationRef(guildId(), thread, 'thread'), how });
  const deleted = (thread: string, how: 'deleted' | 'channel-deleted'): Promise<void> => tell(thread, how, `thread-deleted:${thread}`);

  const unlocked = (thread: string): Promise<void> =>
    inbox.threadUnlocked({
      eventId: `discord:thread-unlocked:${thread}:${clock.now()}`,
      conversation: conversationRef(guildId(), thread, 'thread'),
    });

  return {
    deleted: (thread) => deleted(thread, 'deleted'),
    locked: (thread) => tell(thread, 'locked', `thread-locked:${thread}:${clock.now()}`),
    unlocked,
    async look(how) {
      for (const { id } of await inbox.openThreads('discord')) {
        try {
          const { thread_metadata: state } = await api.call<Partial<APIThreadChannel>>({ method: 'GET', route: Routes.channel(id) });
          if (state?.locked === false) await unlocked(id);
        } catch (error) {
          if (codeOf(error) === RESTJSONErrorCodes.UnknownChannel) await deleted(id, how);
          else logger.warn({ thread: id, error }, 'it is unknown whether a thread on Discord is there');
        }
      }
    },
  };
}
