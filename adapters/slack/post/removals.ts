import type { Language } from '../../../src/core/language.js';
import { after, type Clock } from '../../../src/core/time.js';
import { createTtlCache, type TtlCache } from '../../../src/kit/ttl-cache.js';
import { speaker } from '../../../src/language/index.js';
import type { SlackApi } from '../connect/client.js';
import { SlackFailure } from '../errors.js';
import type { Files } from '../files.js';
import { LIMITS, RATES, TIMES } from '../limits.js';
import { type Part, renderMessage } from '../render/message.js';
import { noMentions } from '../render/units.js';

/**
 * Deletes messages and files. Slack limits deletions and changes per minute separately (docs.slack.dev, "Rate limits"), so a message
 * that cannot be deleted yet is first changed to say that it is removed; messages that can still be read go first.
 */
export interface Removals {
  /** Deletes messages of ours and files. Throws a `SlackFailure`: with `rate-limit` some are left, of which it is to be called again. */
  remove(what: { readonly channel: string; readonly timestamps: readonly string[]; readonly fileIds: readonly string[] }): Promise<void>;
}

/** What is remembered of removals, by `channel:ts` and by the ids of files. */
export interface RememberedRemovals {
  /** Deleted parts, so that another attempt for the rest of a message costs no call. */
  readonly gone: TtlCache<true>;
  /** Parts that say that they are removed, and are still to be deleted. */
  readonly blank: TtlCache<true>;
  /** Parts that can still be read, because no call had a slot, with the moment until which another attempt is expected. */
  readonly readable: Map<string, number>;
}

/** Remembers nothing yet. */
export function rememberRemovals(clock: Clock): RememberedRemovals {
  const cache = () => createTtlCache<true>({ clock, ttlMs: TIMES.removing, maxEntries: LIMITS.rememberedRemovals });
  return { gone: cache(), blank: cache(), readable: new Map() };
}

const isMissing = ({ code }: SlackFailure): boolean => code === 'message_not_found';

export function createRemovals(deps: {
  readonly api: SlackApi;
  readonly files: Files;
  readonly clock: Clock;
  readonly remembered: RememberedRemovals;
  readonly languages: () => Promise<readonly Language[]>;
}): Removals {
  const { api, files, clock, languages } = deps;
  const { gone, blank, readable } = deps.remembered;
  /** A wait for a slot is not spent here, where others could use it. */
  const options = { longestWaitMs: TIMES.pace };

  const isAnyReadable = (): boolean => {
    for (const [key, until] of readable) if (until < clock.now()) readable.delete(key);
    return readable.size > 0;
  };

  const isOver = (key: string): undefined => {
    gone.set(key, true);
    blank.delete(key);
    readable.delete(key);
  };

  const erase = (channel: string, ts: string) =>
    tried(api.callWithRetry('deliveries', 'chat.delete', (client) => client.chat.delete({ channel, ts }), options));

  const overwrite = async (channel: string, ts: string): Promise<SlackFailure | undefined> => {
    const { text, blocks } = await wordsInstead(languages);
    const work = api.callWithRetry(
      'deliveries',
      'chat.update',
      (client) => client.chat.update({ channel, ts, text, blocks, link_names: false }),
      options,
    );
    return tried(work);
  };

  /** Returns why a message still stands; undefined once it is gone. */
  const removeMessage = async (channel: string, ts: string): Promise<SlackFailure | undefined> => {
    const key = `${channel}:${ts}`;
    if (gone.get(key)) return undefined;
    const isBlank = blank.get(key) === true;
    if (isBlank && isAnyReadable()) return noRoom(RATES.tierWindow);
    const failure = await erase(channel, ts);
    if (!failure || isMissing(failure)) return isOver(key);
    if (isBlank || failure.kind !== 'rate-limit') return failure;
    const other = await overwrite(channel, ts);
    if (other && isMissing(other)) return isOver(key);
    if (!other) {
      blank.set(key, true);
      readable.delete(key);
      return failure;
    }
    if (other.kind !== 'rate-limit') return failure;
    readable.set(key, after(clock.now(), 2 * RATES.tierWindow));
    return noRoom(Math.min(waitOf(failure), waitOf(other)));
  };

  const removeFile = async (id: string): Promise<SlackFailure | undefined> => {
    if (gone.get(id)) return undefined;
    const failure = await tried(files.remove(id));
    return failure ?? isOver(id);
  };

  return {
    async remove({ channel, timestamps, fileIds }) {
      const failures: SlackFailure[] = [];
      const note = (failure: SlackFailure | undefined): void => {
        if (failure) failures.push(failure);
      };
      for (const ts of timestamps) note(await removeMessage(channel, ts));
      for (const id of fileIds) note(await removeFile(id));
      if (failures.length === 0) return;
      throw failures.find(({ kind }) => kind !== 'rate-limit') ?? noRoom(Math.min(...failures.map(waitOf)));
    },
  };
}

/** What a message says that can't be deleted yet, in the languages of the community. */
export async function wordsInstead(languages: () => Promise<readonly Language[]>): Promise<Part> {
  const spoken = await languages().catch((): readonly Language[] => ['en']);
  const cards = spoken.map((language) => ({
    language,
    blocks: [{ type: 'note' as const, text: [speaker(language).plain('slack.removed')] }],
  }));
  return renderMessage({ cards }, noMentions).parts[0];
}

/** After a window each method has room again, however many others wait for it. */
const waitOf = ({ retryAfterMs = RATES.tierWindow }: SlackFailure): number => Math.min(retryAfterMs, RATES.tierWindow);

function noRoom(retryAfterMs: number): SlackFailure {
  return new SlackFailure({ kind: 'rate-limit', code: 'no_slot', method: 'chat.delete', retryAfterMs });
}

/** The failure of a call, if it failed. */
async function tried(work: Promise<unknown>): Promise<SlackFailure | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof SlackFailure) return error;
    throw error;
  }
}
