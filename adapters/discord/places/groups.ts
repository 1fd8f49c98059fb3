import { createHash } from 'node:crypto';
import { type APIThreadChannel, ChannelType, RESTJSONErrorCodes, Routes, ThreadAutoArchiveDuration } from 'discord.js';
import { DeliveryError } from '../../../src/ports/chat.js';
import type { Api } from '../connect/client.js';
import { codeOf, deliveryError, isAmbiguous, isArchived, isPermission } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Problems } from '../problems.js';
import { shortened } from '../render/labels.js';
import { unarchiving } from './threads.js';

export interface GroupsDependencies {
  readonly api: Api;
  readonly problems: Problems;
  readonly botId: () => string;
  readonly guildId: () => string;
  /** The id of the channel under which private threads are opened. */
  readonly parent: () => string | undefined;
  /** Reports which permissions are missing in a channel after one was refused. */
  readonly checkPermissions: (channel: string) => void;
}

/** Private groups of people: private threads. */
export interface Groups {
  /** Opens the group of a key, or finds it again, and adds the people. Returns the thread's id. Throws a `DeliveryError`. */
  open(key: string, users: readonly string[], title: string): Promise<string>;
  /** Archives a group's thread; one that is archived or gone already stays so. Throws a `DeliveryError`. */
  archive(thread: string): Promise<void>;
  /** Notes a private thread that the gateway has reported. */
  noticed(thread: Pick<APIThreadChannel, 'id' | 'name' | 'owner_id'>): void;
  /** Events may have been missed, so the threads are read again before the next group is opened. */
  forget(): void;
}

/**
 * Six letters made of a group's key, which stand at the end of its thread's name. Discord has no idempotent way to open a thread
 * and no other field for a mark, so after a crash the thread is found again by these letters.
 */
export function groupCode(key: string): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  return [...createHash('sha256').update(key).digest().subarray(0, 6)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

const CODE = /#([a-z2-9]{6})$/;

/** Opens and finds private threads, each once for its key. */
export function createGroups({ api, problems, botId, guildId, parent, checkPermissions }: GroupsDependencies): Groups {
  /** The bot's threads by code; undefined until they are read. */
  let threads: Map<string, string> | undefined;
  /** How many threads were active when they were read, with those opened since. */
  let active = 0;
  /** Groups that are being opened, by key: simultaneous calls share the work. */
  const opening = new Map<string, Promise<string>>();

  const note = (thread: Pick<APIThreadChannel, 'id' | 'name' | 'owner_id'>): void => {
    const code = CODE.exec(thread.name ?? '')?.[1];
    if (code !== undefined && thread.owner_id === botId()) threads?.set(code, thread.id);
  };

  /** Discord refuses another thread once there are too many in the server, also those of others. */
  const warnOf = (count: number): void => {
    active = count;
    if (count >= LIMITS.activeThreads * LIMITS.activeThreadsShare) problems.report({ code: 'threads-many', count: String(count) });
    else problems.over('threads-many');
  };

  const read = async (channel: string): Promise<Map<string, string>> => {
    if (threads) return threads;
    threads = new Map();
    try {
      const found = await api.call<{ threads: APIThreadChannel[] }>({ method: 'GET', route: Routes.guildActiveThreads(guildId()) });
      warnOf(found.threads.length);
      for (const thread of found.threads) if (thread.parent_id === channel) note(thread);
      let before: string | undefined;
      do {
        const page = await api.call<{ threads: APIThreadChannel[]; has_more: boolean }>({
          method: 'GET',
          route: Routes.channelJoinedArchivedThreads(channel),
          query: { limit: LIMITS.threadsPerPage, before },
        });
        page.threads.forEach(note);
        before = page.has_more ? page.threads.at(-1)?.id : undefined;
      } while (before !== undefined);
      return threads;
    } catch (error) {
      threads = undefined;
      throw error;
    }
  };

  const create = async (channel: string, code: string, title: string): Promise<string> => {
    const { label } = shortened(title, LIMITS.threadName - code.length - 2);
    try {
      const thread = await api.call<APIThreadChannel>({
        method: 'POST',
        route: Routes.threads(channel),
        body: {
          name: `${label} #${code}`,
          type: ChannelType.PrivateThread,
          invitable: false,
          auto_archive_duration: ThreadAutoArchiveDuration.OneWeek,
        },
      });
      threads?.set(code, thread.id);
      warnOf(active + 1);
      return thread.id;
    } catch (error) {
      // The thread may exist, so the threads are read again before another attempt.
      if (isAmbiguous(error)) threads = undefined;
      throw error;
    }
  };

  const add = async (thread: string, user: string): Promise<void> => {
    await unarchiving(api, thread, () => api.call({ method: 'PUT', route: Routes.threadMembers(thread, user) }));
  };

  const find = async (key: string, users: readonly string[], title: string): Promise<string> => {
    const channel = parent();
    if (channel === undefined) throw new DeliveryError('there is no channel for private threads', 'refused');
    const code = groupCode(key);
    try {
      let id = (await read(channel)).get(code);
      if (id === undefined) {
        try {
          id = await create(channel, code, title);
        } catch (error) {
          if (!isAmbiguous(error)) throw error;
          id = (await read(channel)).get(code) ?? (await create(channel, code, title));
        }
      }
      for (const user of users) await add(id, user);
      return id;
    } catch (error) {
      if (isPermission(error)) checkPermissions(channel);
      throw deliveryError(error, problems, { channel });
    }
  };

  return {
    open(key, users, title) {
      const current = opening.get(key);
      if (current) return current;
      const work = find(key, users, title).finally(() => opening.delete(key));
      opening.set(key, work);
      return work;
    },
    async archive(thread) {
      try {
        await api.call({ method: 'PATCH', route: Routes.channel(thread), body: { archived: true } });
      } catch (error) {
        if (!isArchived(error) && codeOf(error) !== RESTJSONErrorCodes.UnknownChannel)
          throw deliveryError(error, problems, { channel: thread });
      }
    },
    noticed: note,
    forget() {
      threads = undefined;
    },
  };
}
