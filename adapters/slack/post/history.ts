import { after, type Clock, DISTANT_FUTURE, earliest, type Instant, inSeconds } from '../../../src/core/time.js';
import type { SlackApi } from '../connect/client.js';
import { SlackFailure } from '../errors.js';
import { LIMITS, TIMES } from '../limits.js';
import type { Address } from '../places/address.js';

/** The `event_type` in the metadata of our messages. */
export const METADATA_EVENT = 'mudhif_message';

const HISTORY = 'conversations.history';
const REPLIES = 'conversations.replies';

/** The parts of a delivery that an earlier attempt left in a conversation. */
export interface EarlierAttempt {
  /** The `ts` of each message by its part number. */
  readonly posts: ReadonlyMap<number, string>;
  readonly parts: number;
  /** Ids of the files that belong to it. */
  readonly files: readonly string[];
  /** Ids of the files that are visible. */
  readonly shared: ReadonlySet<string>;
  readonly complete: boolean;
}

/** How far back to search. */
export interface SearchRange {
  /** The largest number of pages that are read. */
  readonly pages?: number;
  /** The message may be as old as this: searches further back than usual if need be. */
  readonly since?: Instant;
  /** The message can't be older than this: searches no further back. */
  readonly after?: Instant;
}

interface Page {
  readonly messages: readonly { readonly ts?: string; readonly metadata?: unknown; readonly files?: readonly { readonly id?: string }[] }[];
  readonly next: string | undefined;
}

/**
 * Searches for our own messages by their metadata (docs.slack.dev, "Message metadata").
 *
 * @returns Searches that throw a `SlackFailure`.
 */
export function createHistory({ api, clock }: { readonly api: SlackApi; readonly clock: Clock }) {
  /** What stands in a channel outside threads, newest first; or below the opening post of a thread, oldest first. */
  const read = async ({ channel, thread }: Address, oldest: string, cursor: string | undefined): Promise<Page> => {
    const range = { channel, oldest, limit: LIMITS.historyPage, include_all_metadata: true, ...(cursor === undefined ? {} : { cursor }) };
    const found =
      thread === undefined
        ? await api.callWithRetry('reads', HISTORY, (client) => client.conversations.history(range))
        : await api.callWithRetry('reads', REPLIES, (client) => client.conversations.replies({ ...range, ts: thread }));
    // The opening post comes with its thread, but belongs to the channel.
    const messages = (found.messages ?? []).filter(({ ts }) => ts !== thread);
    return { messages, next: found.response_metadata?.next_cursor };
  };

  return {
    /**
     * The parts of a delivery in a conversation, or `undefined` if there are none. Throws a `SlackFailure`, with
     * `too_many_messages` if the range ends before the search does.
     *
     * @param key the hashed key
     */
    async search(
      address: Address,
      key: string,
      { pages = LIMITS.historyPages, since = DISTANT_FUTURE, after: notBefore }: SearchRange = {},
    ): Promise<EarlierAttempt | undefined> {
      const start =
        notBefore === undefined
          ? earliest(after(since, -TIMES.skew), after(clock.now(), -TIMES.history))
          : after(notBefore, -TIMES.clockDifference);
      const oldest = String(Math.max(0, inSeconds(start)));
      const posts = new Map<number, string>();
      const files = new Set<string>();
      const shared = new Set<string>();
      let parts = 0;
      let cursor: string | undefined;
      for (let page = 0; ; page++) {
        if (page >= pages)
          throw new SlackFailure({
            kind: 'ambiguous',
            code: 'too_many_messages',
            method: address.thread === undefined ? HISTORY : REPLIES,
          });
        const { messages, next } = await read(address, oldest, cursor);
        for (const message of messages) {
          for (const file of message.files ?? []) if (file.id !== undefined) shared.add(file.id);
          const payload = payloadOf(message.metadata);
          if (message.ts === undefined || payload?.key !== key) continue;
          posts.set(payload.part, message.ts);
          parts = payload.parts;
          for (const id of payload.files) files.add(id);
        }
        cursor = next;
        // All parts are found, and files stand after their messages: on newer pages, which in a thread are still to be read.
        const isWhole = parts > 0 && posts.size >= parts && (address.thread === undefined || [...files].every((id) => shared.has(id)));
        if (!cursor || isWhole) break;
      }
      if (posts.size === 0) return undefined;
      const complete = posts.size >= parts && [...files].every((id) => shared.has(id));
      return { posts, parts, files: [...files], shared, complete };
    },
  };
}

function payloadOf(metadata: unknown): { key: string; part: number; parts: number; files: readonly string[] } | undefined {
  if (typeof metadata !== 'object' || metadata === null || !('event_type' in metadata) || metadata.event_type !== METADATA_EVENT)
    return undefined;
  const payload: Readonly<Record<string, unknown>> = { ...('event_payload' in metadata ? (metadata.event_payload as object) : {}) };
  const { key, part, parts, files } = payload;
  if (typeof key !== 'string' || typeof part !== 'number' || typeof parts !== 'number') return undefined;
  return { key, part, parts, files: typeof files === 'string' && files !== '' ? files.split(',') : [] };
}
