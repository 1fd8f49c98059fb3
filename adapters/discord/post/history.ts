import { type APIMessage, Routes } from 'discord.js';
import type { Calls } from '../connect/client.js';
import { LIMITS, TIMES } from '../limits.js';
import { partOf } from './marker.js';

/** The messages of a delivery that are in a channel. */
export interface FoundParts {
  /** The messages' ids, by the index of the part. */
  readonly ids: ReadonlyMap<number, string>;
  /** How many parts the delivery has; 0 if none was found. */
  readonly total: number;
  /** The oldest message that was read, if there are older ones. */
  readonly oldest: string | undefined;
}

/** Looks for the parts of a delivery among the newest messages of a channel, at most `LIMITS.historyPages` pages back. */
export async function findParts(api: Calls, botId: string, channel: string, key: string): Promise<FoundParts> {
  const ids = new Map<number, string>();
  let total = 0;
  const oldest = await readUntil(api, channel, (message) => {
    const part = message.author.id === botId ? partOf(message, key) : undefined;
    if (!part) return false;
    ids.set(part.index, message.id);
    total = part.total;
    return ids.size >= total;
  });
  return { ids, total, oldest };
}

/** Reads the newest messages until `isEnough` says so. Returns the oldest one that was read, if there are older ones. */
async function readUntil(api: Calls, channel: string, isEnough: (message: APIMessage) => boolean): Promise<string | undefined> {
  let before: string | undefined;
  for (let page = 0; page < LIMITS.historyPages; page += 1) {
    const messages = await api.call<APIMessage[]>({
      method: 'GET',
      route: Routes.channelMessages(channel),
      query: { limit: LIMITS.historyPerPage, before },
      patienceMs: TIMES.pace,
    });
    if (messages.some(isEnough)) return undefined;
    before = messages.at(-1)?.id;
    if (messages.length < LIMITS.historyPerPage) return undefined;
  }
  return before;
}
