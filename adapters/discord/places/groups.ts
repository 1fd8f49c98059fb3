import { createHash } from 'node:crypto';
import { type APIThreadChannel, ChannelType, Routes, ThreadAutoArchiveDuration } from 'discord.js';
import { DeliveryError } from '../../../src/ports/chat.js';
import type { Api } from '../connect/client.js';
import { deliveryError, isAmbiguous, isArchived, isPermission } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Problems } from '../problems.js';
import { shortened } from '../render/labels.js';

export interface GroupsDependencies {
  readonly api: Api;
  readonly problems: Problems;
  readonly botId: () => string;
  readonly guildId: () => string;
  /** The channel under which private threads are opened. */
  readonly parent: () => string | undefined;
  readonly checkPermissions: (channel: string) => void;
}

export interface Groups {
  open(key: string, users: readonly string[], title: string): Promise<string>;
  /** A thread that the gateway told of. */
  noticed(thread: Pick<APIThreadChannel, 'id' | 'name' | 'owner_id'>): void;
  /** What we know may be out of date: look again before the next group is opened. */
  forget(): void;
}

/**
 * Six letters at the end of a thread's name, made of the group's key. To open a thread is not repeatable on Discord, and a
 * thread has no other place for a mark: by these the group is found again after a crash between opening and noting it.
 */
export function groupCode(key: string): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  return [...createHash('sha256').update(key).digest().subarray(0, 6)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

const CODE = /#([a-z2-9]{6})$/;

export function createGroups({ api, problems, botId, guildId, parent, checkPermissions }: GroupsDependencies): Groups {
  /** Our threads by their code; undefined until they were read. */
  let threads: Map<string, string> | undefined;
  const opening = new Map<string, Promise<string>>();

  const note = (thread: Pick<APIThreadChannel, 'id' | 'name' | 'owner_id'>): void => {
    const code = CODE.exec(thread.name ?? '')?.[1];
    if (code !== undefined && thread.owner_id === botId()) threads?.set(code, thread.id);
  };

  const read = async (channel: string): Promise<Map<string, string>> => {
    if (threads) return threads;
    threads = new Map();
    try {
      const active = await api.call<{ threads: APIThreadChannel[] }>({ method: 'GET', route: Routes.guildActiveThreads(guildId()) });
      for (const thread of active.threads) if (thread.parent_id === channel) note(thread);
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
      return thread.id;
    } catch (error) {
      // It may be there: the next try looks first.
      if (isAmbiguous(error)) threads = undefined;
      throw error;
    }
  };

  const add = async (thread: string, user: string): Promise<void> => {
    const request = { method: 'PUT', route: Routes.threadMembers(thread, user) } as const;
    try {
      await api.call(request);
    } catch (error) {
      if (!isArchived(error)) throw error;
      await api.call({ method: 'PATCH', route: Routes.channel(thread), body: { archived: false } });
      await api.call(request);
    }
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
      const under = opening.get(key);
      if (under) return under;
      const work = find(key, users, title).finally(() => opening.delete(key));
      opening.set(key, work);
      return work;
    },
    noticed: note,
    forget() {
      threads = undefined;
    },
  };
}
