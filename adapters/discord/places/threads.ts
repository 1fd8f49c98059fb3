import { Routes } from 'discord.js';
import type { Calls } from '../connect/client.js';
import { isArchived } from '../errors.js';

/** Does `work` in a thread. If Discord refuses it because the thread is archived, unarchives the thread and does it once more. */
export async function unarchiving<T>(api: Calls, thread: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isArchived(error)) throw error;
    await api.call({ method: 'PATCH', route: Routes.channel(thread), body: { archived: false } });
    return work();
  }
}
