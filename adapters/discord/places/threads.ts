import { type APIThreadChannel, Routes } from 'discord.js';
import type { Calls } from '../connect/client.js';
import { isArchived, isLocked, isPermission } from '../errors.js';

/**
 * Does `work` in a thread. If Discord refuses it because the thread is archived, unarchives the thread and does it once more. A
 * locked thread is archived again afterwards, as it was.
 *
 * @throws What `work` throws, or what unarchiving throws.
 */
export async function unarchiving<T>(api: Calls, thread: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isArchived(error) && !isLocked(error)) throw error;
    const locked = await unarchive(api, thread).catch((failure: unknown) => {
      // What a moderator has locked only a moderator unlocks.
      throw isLocked(error) && isPermission(failure) ? error : failure;
    });
    const result = await work();
    // The thread stays closed for people in any case.
    if (locked) await api.call({ method: 'PATCH', route: Routes.channel(thread), body: { archived: true } }).catch(() => undefined);
    return result;
  }
}

/** Returns whether the thread is locked. */
async function unarchive(api: Calls, thread: string): Promise<boolean> {
  const body = { archived: false };
  const changed = await api.call<Partial<APIThreadChannel>>({ method: 'PATCH', route: Routes.channel(thread), body });
  return changed.thread_metadata?.locked === true;
}
