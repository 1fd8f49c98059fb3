import { type APIReaction, type APIUser, RateLimitError, Routes } from 'discord.js';
import type { Api, ApiRequest } from '../connect/client.js';
import { LIMITS } from '../limits.js';

/** The people whose reactions with an emoji stand on a message. */
export interface Reacted {
  /** People only. */
  readonly users: readonly string[];
  /** Whether these are all. */
  readonly isWhole: boolean;
}

type Form = Pick<APIReaction, 'count' | 'emoji'> & { readonly count_details?: APIReaction['count_details'] };

/** Super reactions are listed apart. */
const NORMAL = 0;
const BURST = 1;

const nameOf = ({ id, name }: APIReaction['emoji']): string => (id === null ? (name ?? '') : `${name}:${id}`);

/**
 * Asks Discord, page by page, who used an emoji on a message.
 *
 * @returns A function that throws what `Api.call` throws, after `LIMITS.reactionsRefused` refusals also a `RateLimitError`.
 */
export function createWhoReacted(api: Pick<Api, 'call'>) {
  /** Discord tells the limit of this route only in its responses: what was refused takes the next slot. */
  const ask = async (request: ApiRequest): Promise<readonly APIUser[]> => {
    for (let refused = 0; ; refused++) {
      try {
        return await api.call<APIUser[]>(request);
      } catch (error) {
        if (!(error instanceof RateLimitError) || refused === LIMITS.reactionsRefused) throw error;
      }
    }
  };

  return async (channel: string, message: string, { count, emoji, count_details: details }: Form): Promise<Reacted> => {
    const route = Routes.channelMessageReaction(channel, message, encodeURIComponent(nameOf(emoji)));
    const found: APIUser[] = [];
    for (const type of details && details.burst > 0 ? [NORMAL, BURST] : [NORMAL]) {
      let last: string | undefined;
      for (let page = 0; page < LIMITS.reactionPages; page++) {
        const query = { limit: LIMITS.reactionsPerPage, after: last, ...(type === BURST && { type }) };
        const users = await ask({ method: 'GET', route, query });
        found.push(...users);
        last = users.at(-1)?.id;
        if (users.length < LIMITS.reactionsPerPage) break;
      }
    }
    return { users: found.filter(({ bot }) => bot !== true).map(({ id }) => id), isWhole: count <= found.length };
  };
}
