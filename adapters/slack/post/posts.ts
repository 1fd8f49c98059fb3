import { createHash } from 'node:crypto';
import type { Attachment, OutgoingMessage } from '../../../src/core/message.js';
import { between, type Clock, type Instant } from '../../../src/core/time.js';
import { once } from '../../../src/kit/once.js';
import { createTtlCache, type TtlCache } from '../../../src/kit/ttl-cache.js';
import { type ConversationRef, DeliveryError, type MessageRef, type PostOptions } from '../../../src/ports/chat.js';
import type { SlackApi } from '../connect/client.js';
import { deliveryError, SlackFailure } from '../errors.js';
import type { Files } from '../files.js';
import { LIMITS, TIMES } from '../limits.js';
import { addressOf, channelOf, isPerson } from '../places/address.js';
import type { Conversations } from '../places/conversations.js';
import type { Problems } from '../problems.js';
import { renderMessage } from '../render/message.js';
import { userOf } from '../render/text.js';
import { createHistory, type EarlierAttempt, type SearchRange } from './history.js';
import { createPartSender, type PartMetadata } from './parts.js';
import type { Removals } from './removals.js';

/**
 * Messages that carry a key. One delivery may be several messages on Slack: the metadata of each contains the key, its
 * number and their count, and that of the first also the ids of the files that follow. An attempt that broke off is
 * resumed: `find` remembers which parts exist, and the next `post` of the key sends only the missing ones. The id that is
 * given back names all of it: each message's `ts`, then the files' ids.
 */
export interface Posts {
  /**
   * Posts a message. Throws a `DeliveryError`.
   *
   * @param options `searchFirst`: searches the newest messages for the key in any case, which costs a read
   */
  post(to: ConversationRef, message: OutgoingMessage, options: PostOptions & { readonly searchFirst?: boolean }): Promise<MessageRef>;
  /** Changes a message of ours; parts that are no longer needed are deleted. Throws a `DeliveryError`. */
  update(message: MessageRef, content: OutgoingMessage, options: Pick<PostOptions, 'mentions'>): Promise<void>;
  /**
   * Deletes all parts of a message of ours and its files; those that are gone count as deleted. Throws a `DeliveryError`: with
   * `retryAfterMs` some of it still stands.
   */
  remove(message: MessageRef): Promise<void>;
  /** The complete message with this key, or `undefined`. Throws a `DeliveryError`. */
  find(conversation: ConversationRef, key: string, range?: SearchRange): Promise<MessageRef | undefined>;
  /** Whatever stands of it, as something to remove. Throws a `DeliveryError`. */
  remains(conversation: ConversationRef, key: string, range?: SearchRange): Promise<MessageRef | undefined>;
}

export interface PostsDependencies {
  readonly api: SlackApi;
  readonly clock: Clock;
  readonly problems: Problems;
  readonly conversations: Conversations;
  readonly files: Files;
  readonly removals: Removals;
  readonly remembered: RememberedPosts;
}

/** What is remembered of posts, for all that post. */
export interface RememberedPosts {
  readonly sent: TtlCache<MessageRef>;
  readonly incomplete: Map<string, EarlierAttempt>;
  readonly running: Map<string, Promise<MessageRef>>;
  readonly searched: Set<string>;
  readonly startedAt: Instant;
}

/** A memory of no post yet. */
export function rememberPosts(clock: Clock): RememberedPosts {
  return {
    sent: createTtlCache<MessageRef>({ clock, ttlMs: Number.POSITIVE_INFINITY, maxEntries: LIMITS.rememberedPosts }),
    incomplete: new Map(),
    running: new Map(),
    searched: new Set(),
    startedAt: clock.now(),
  };
}

export function createPosts({ api, clock, problems, conversations, files, removals, remembered }: PostsDependencies): Posts {
  const { sent, incomplete, running, searched, startedAt } = remembered;
  const history = createHistory({ api, clock });
  const sender = createPartSender({ api, files, conversations });

  const remember = (delivery: string, message: MessageRef): MessageRef => {
    incomplete.delete(delivery);
    sent.set(delivery, message);
    return message;
  };

  /**
   * Searches for what a killed process may have posted, for a while after a start and in a few conversations only,
   * because Slack allows far fewer reads than posts. The planner of a later attempt searches for earlier ones.
   */
  const findFromEarlierProcess = async (to: ConversationRef, key: string, always: boolean): Promise<MessageRef | undefined> => {
    if (incomplete.has(deliveryId(to, hashed(key)))) return undefined;
    if (!always) {
      // Nothing was ever posted there, as far as is known.
      if (isPerson(to)) return undefined;
      if (searched.has(to.id) || searched.size >= LIMITS.probes || between(startedAt, clock.now()) > TIMES.probing) return undefined;
      searched.add(to.id);
    }
    return find(to, key, { pages: 1 }).catch(() => undefined);
  };

  const asDeliveryError = (error: unknown, to: ConversationRef): DeliveryError =>
    deliveryError(error, problems, conversations.whereabouts(channelOf(to)));

  const find = async (conversation: ConversationRef, key: string, range: SearchRange): Promise<MessageRef | undefined> => {
    const delivery = deliveryId(conversation, hashed(key));
    const known = sent.get(delivery);
    if (known) return known;
    const at = await conversations.opened(conversation);
    const earlier = await history.search(addressOf(at), hashed(key), range);
    if (earlier === undefined) return undefined;
    if (!earlier.complete) {
      incomplete.set(delivery, earlier);
      return undefined;
    }
    const timestamps = [...earlier.posts].sort(([a], [b]) => a - b).map(([, ts]) => ts);
    return remember(delivery, { conversation: at, id: idOf(timestamps, earlier.files) });
  };

  const deliver = async (to: ConversationRef, message: OutgoingMessage, options: PostOptions): Promise<MessageRef> => {
    const key = hashed(options.key);
    const { parts, file } = renderMessage(message, userOf(options.mentions));
    const attachments = [...(message.files ?? []), ...(file ? [textFile(file)] : [])];
    if ((file?.content.length ?? 0) > LIMITS.fileText) throw new DeliveryError('the message is too long', 'refused');
    if (attachments.length > LIMITS.filesPerMessage) throw new DeliveryError('too many files', 'refused');
    const earlier = incomplete.get(deliveryId(to, key));
    const hasUploads = earlier?.files.length === attachments.length && earlier.posts.size > 0;
    const ids = hasUploads ? earlier.files : await sender.upload(attachments).catch(asUnsent);

    // Files are shown in a conversation that is open.
    let at = ids.length > 0 ? await conversations.opened(to) : to;
    const onSending = once(options.onSending);
    const timestamps: string[] = [];
    let shown = ids;
    let isVisible = false;
    try {
      for (const [number, part] of parts.entries()) {
        const existing = earlier?.posts.get(number);
        const metadata: PartMetadata = {
          key,
          part: number,
          parts: parts.length,
          ...(number === 0 && ids.length > 0 ? { files: ids.join(',') } : {}),
        };
        if (existing !== undefined) timestamps.push(existing);
        else {
          const { ts, channel } = await sender.post(at, part, metadata, { patient: number > 0, onSending });
          timestamps.push(ts);
          at = conversations.openedAs(at, channel);
        }
        isVisible = true;
      }
      const [first = ''] = timestamps;
      const missing = ids.filter((id) => !earlier?.shared.has(id));
      if (missing.length > 0) {
        await onSending();
        const metadata: PartMetadata = { key, part: 0, parts: parts.length };
        shown = await sender.share(at, ids, attachments, { ts: first, part: parts[0], metadata, resumed: earlier !== undefined });
      }
    } catch (error) {
      const failure = asDeliveryError(error, to);
      // A part of it is visible, so the next attempt must search first, whatever stopped this one.
      if (isVisible && failure.outcome === 'wait') {
        const { retryAfterMs } = failure;
        throw new DeliveryError(failure.message, 'ambiguous', { cause: error, ...(retryAfterMs !== undefined && { retryAfterMs }) });
      }
      throw failure;
    }
    return { conversation: at, id: idOf(timestamps, shown) };
  };

  return {
    async post(to, message, options) {
      if (options.key.length > LIMITS.key) throw new DeliveryError(`the key has more than ${LIMITS.key} characters`, 'refused');
      const delivery = deliveryId(to, hashed(options.key));
      const known = sent.get(delivery) ?? running.get(delivery);
      if (known) return known;
      const work = (async () => {
        try {
          const earlier = await findFromEarlierProcess(to, options.key, options.searchFirst === true);
          return earlier ?? remember(delivery, await deliver(to, message, options));
        } catch (error) {
          throw asDeliveryError(error, to);
        } finally {
          incomplete.delete(delivery);
          running.delete(delivery);
        }
      })();
      running.set(delivery, work);
      return work;
    },

    async update({ conversation, id }, content, { mentions }) {
      const { parts, file } = renderMessage(content, userOf(mentions));
      const { timestamps } = partsOf(id);
      if (file || parts.length > timestamps.length) throw tooLong();
      try {
        const { channel } = addressOf(conversation);
        for (const [index, ts] of timestamps.entries()) {
          const part = parts[index];
          if (part === undefined) {
            await removals.remove({ channel, timestamps: [ts], fileIds: [] });
            continue;
          }
          await api
            .callWithRetry('deliveries', 'chat.update', (client) =>
              client.chat.update({ channel, ts, text: part.text, blocks: part.blocks, link_names: false }),
            )
            .catch((error: unknown) => {
              // This part was deleted when the message was shorter.
              throw index > 0 && isMissing(error) ? tooLong() : error;
            });
        }
      } catch (error) {
        throw asDeliveryError(error, conversation);
      }
    },

    async remove({ conversation, id }) {
      try {
        await removals.remove({ channel: addressOf(conversation).channel, ...partsOf(id) });
      } catch (error) {
        throw asDeliveryError(error, conversation);
      }
    },

    async find(conversation, key, range = {}) {
      try {
        return await find(conversation, key, range);
      } catch (error) {
        throw asDeliveryError(error, conversation);
      }
    },

    async remains(conversation, key, range = {}) {
      try {
        const at = await conversations.opened(conversation);
        const earlier = await history.search(addressOf(at), hashed(key), range);
        return earlier && { conversation: at, id: idOf([...earlier.posts.values()].toSorted(), earlier.files) };
      } catch (error) {
        throw asDeliveryError(error, conversation);
      }
    },
  };
}

const isMissing = (error: unknown): boolean => error instanceof SlackFailure && error.code === 'message_not_found';

const tooLong = () => new DeliveryError('the message has become too long to change', 'refused');

/** The id of a message: each `ts`, which begins with a digit, and the ids of its files, which begin with a letter. */
const idOf = (timestamps: readonly string[], fileIds: readonly string[]): string => [...timestamps, ...fileIds].join(',');

function partsOf(id: string): { readonly timestamps: readonly string[]; readonly fileIds: readonly string[] } {
  const all = id.split(',');
  const isTimestamp = (part: string) => /^\d/.test(part);
  return { timestamps: all.filter(isTimestamp), fileIds: all.filter((part) => !isTimestamp(part)) };
}

/** The key as metadata shows it: every app in the workspace can read metadata, so the key is hashed. */
function hashed(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 32);
}

/** Identifies one delivery to one conversation in this process. */
function deliveryId(to: ConversationRef, hashedKey: string): string {
  return `${to.id}:${hashedKey}`;
}

function textFile({ name, content }: { readonly name: string; readonly content: string }): Attachment {
  return { name, mediaType: 'text/plain', bytes: new TextEncoder().encode(content) };
}

/** While nothing is visible, an attempt with an unknown outcome may be repeated without a search. */
function asUnsent(error: unknown): never {
  if (!(error instanceof SlackFailure) || error.kind !== 'ambiguous') throw error;
  throw new SlackFailure({ kind: 'unsent', code: error.code, method: error.method, cause: error });
}
