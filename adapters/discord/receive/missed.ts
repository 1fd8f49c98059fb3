import { type APIMessage, type APIThreadChannel, RESTJSONErrorCodes, Routes, SnowflakeUtil } from 'discord.js';
import { bareEmoji } from '../../../src/core/emoji.js';
import type { Instant } from '../../../src/core/time.js';
import type { ConversationRef, Inbox, KnownPost } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Api } from '../connect/client.js';
import { codeOf } from '../errors.js';
import { LIMITS } from '../limits.js';
import { conversationRef } from '../places/conversations.js';
import type { ChannelInfos } from './channel-infos.js';

export interface MissedDependencies {
  readonly api: Api;
  readonly logger: Logger;
  readonly inbox: Pick<Inbox, 'known' | 'knownReactions' | 'followedThreads'>;
  readonly guildId: () => string;
  readonly infos: Pick<ChannelInfos, 'note' | 'isOwnThread'>;
  /** Gets each message that was posted since and is not known, or that is known and was edited later. */
  readonly found: (message: APIMessage, is: 'posted' | 'edited') => Promise<void>;
  /** Gets a message on which reactions with an emoji stand, or stood, that may not be those that were heard. */
  readonly reactions: (message: APIMessage, emoji: string) => Promise<void>;
  /** Gets each known message that is not there any more. */
  readonly gone: (message: string, thread: string) => Promise<void>;
}

/** Reads what was missed in threads since a moment. False if some of it can't be read now. Never throws. */
export type ReadMissed = (since: Instant, signal: AbortSignal) => Promise<boolean>;

interface Thread {
  readonly id: string;
  /** Absent if it is not known. */
  readonly last?: bigint;
  /** Reactions mean something there. */
  readonly hasMarks?: boolean;
  /** Its discussion has ended: where the bot was shut out, nothing more will come. */
  readonly isKept?: true;
}

/** Codes by which the bot may not read a thread. */
const SHUT_OUT: ReadonlySet<number | undefined> = new Set([RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.MissingPermissions]);

/** The reactions on a message with an emoji, in each of its forms; not those with an emoji of a server. */
export function standingOf({ reactions = [] }: APIMessage, emoji: string) {
  return reactions.filter(({ emoji: { id, name } }) => id === null && name !== null && bareEmoji(name) === emoji);
}

/**
 * Reads what was posted since a moment in the bot's active threads and in followed ones, archived threads included, and what became
 * of known messages there. Discord tells only the number of reactions, so it is asked for their users, first where the number has
 * changed.
 */
export function createMissed(dependencies: MissedDependencies): ReadMissed {
  const { api, logger, inbox, guildId, infos, found, reactions } = dependencies;
  /** Failures that were logged already, because reading is retried often. */
  const told = new Set<string>();

  const own = async (): Promise<readonly Thread[]> => {
    const { threads } = await api.call<{ threads: APIThreadChannel[] }>({ method: 'GET', route: Routes.guildActiveThreads(guildId()) });
    const known: Thread[] = [];
    for (const thread of threads) {
      if (await infos.isOwnThread(infos.note(thread))) known.push({ id: thread.id, last: BigInt(thread.last_message_id ?? 0) });
    }
    return known;
  };

  /** Asks again, because Discord shows an empty history to those who may not read it. */
  const isGone = async (message: string, thread: string): Promise<boolean> => {
    try {
      await api.call({ method: 'GET', route: Routes.channelMessage(thread, message) });
      return false;
    } catch (error) {
      if (codeOf(error) === RESTJSONErrorCodes.UnknownMessage) return true;
      throw error;
    }
  };

  /** Reads page by page up to a message, or to the end. Returns how far it came; undefined: to the end. */
  const readPages = async (
    { thread, from, to, signal }: { thread: string; from: bigint; to?: bigint; signal: AbortSignal },
    see: (message: APIMessage) => Promise<void>,
  ): Promise<bigint | undefined> => {
    let last = from;
    for (let page = 0; page < LIMITS.missedPages && !signal.aborted; page++) {
      const query = { limit: LIMITS.historyPerPage, after: String(last) };
      const messages = await api.call<APIMessage[]>({ method: 'GET', route: Routes.channelMessages(thread), query });
      for (const message of messages.toReversed()) await see(message);
      const [newest] = messages;
      if (newest === undefined || messages.length < LIMITS.historyPerPage) return undefined;
      last = BigInt(newest.id);
      if (to !== undefined && last >= to) return to;
    }
    if (!signal.aborted)
      logger.warn({ thread, pages: LIMITS.missedPages }, 'a thread on Discord is too long to be read wholly after a gap');
    return last;
  };

  /** Compares what stands on the messages that were read, after those that were missed are heard with their reactions. */
  const compare = async (thread: string, messages: readonly APIMessage[], signal: AbortSignal): Promise<boolean> => {
    const known = await inbox.knownReactions(conversationRef(guildId(), thread, 'thread'));
    if (!known) return false;
    const alike: { readonly message: APIMessage; readonly emoji: string }[] = [];
    for (const emoji of new Set(known.emojis.map(bareEmoji))) {
      for (const message of messages) {
        const heard = known.heard.find((each) => each.message === message.id && each.emoji === emoji)?.count ?? 0;
        const stands = standingOf(message, emoji).reduce((sum, { count }) => sum + count, 0);
        if (stands === heard) alike.push(...(stands > 0 ? [{ message, emoji }] : []));
        else if (!signal.aborted) await reactions(message, emoji);
      }
    }
    // One person may have taken away what another gave. People write and react most to what is new.
    const newest = alike.toSorted((one, other) => Number(BigInt(other.message.id) - BigInt(one.message.id)));
    for (const { message, emoji } of newest.slice(0, LIMITS.missedAlike)) if (!signal.aborted) await reactions(message, emoji);
    if (newest.length > LIMITS.missedAlike)
      logger.warn({ thread, reactions: newest.length }, 'a thread on Discord has too many reactions to compare all after a gap');
    return true;
  };

  /** Returns whether all of it was compared. */
  const readThread = async (
    { id: thread, hasMarks }: Thread,
    start: bigint,
    posts: readonly KnownPost[],
    signal: AbortSignal,
  ): Promise<boolean> => {
    const known = new Map(posts.map((post) => [post.id, post]));
    const missing = new Set(posts.filter((post) => !post.isGone).map(({ id }) => BigInt(id)));
    const seen: APIMessage[] = [];
    const see = async (message: APIMessage): Promise<void> => {
      if (signal.aborted) return;
      seen.push(message);
      const post = known.get(message.id);
      missing.delete(BigInt(message.id));
      if (post === undefined) {
        if (BigInt(message.id) > start) await found(message, 'posted');
      } else if (!post.isGone && Date.parse(message.edited_timestamp ?? '') > post.at) await found(message, 'edited');
    };
    // A thread is as old as its first message, or older. What the bot copied there can be reacted to as well.
    const first = hasMarks === true ? BigInt(thread) - 1n : [...missing].reduce((one, other) => (other <= one ? other - 1n : one), start);
    // What is new goes first, since most of what is known has not changed.
    const end = await readPages({ thread, from: start, signal }, see);
    const middle = first < start ? await readPages({ thread, from: first, to: start, signal }, see) : start;
    for (const id of missing) {
      if (signal.aborted) return false;
      const isRead = id > start ? end === undefined || id <= end : middle === undefined || id <= middle;
      if (isRead && (await isGone(String(id), thread))) await dependencies.gone(String(id), thread);
    }
    return compare(thread, seen, signal);
  };

  return async (since, signal) => {
    const start = SnowflakeUtil.generate({ timestamp: since, increment: 0n });
    let isDone = true;
    const lacks = (error: unknown, thread?: string): void => {
      const code = codeOf(error);
      const mark = `${thread}:${code}`;
      if (code === undefined || !told.has(mark))
        logger.warn({ thread, code, error }, 'what was missed in threads on Discord could not be read');
      told.add(mark);
    };
    const active = await own().catch((error: unknown) => {
      lacks(error);
      isDone = false;
      return [];
    });
    const followed = await inbox.followedThreads('discord');
    const isOther = ({ id, space }: ConversationRef) => space === guildId() && !active.some((thread) => thread.id === id);
    const others: readonly Thread[] = [
      ...(followed?.open ?? []).filter(isOther).map(({ id }) => ({ id })),
      ...(followed?.kept ?? []).filter(isOther).map(({ id }) => ({ id, isKept: true as const })),
    ];
    for (const { id, last, isKept } of [...active, ...others]) {
      if (signal.aborted) return false;
      try {
        const conversation = conversationRef(guildId(), id, 'thread');
        const posts = await inbox.known(conversation);
        const hasMarks = isKept !== true && ((await inbox.knownReactions(conversation))?.emojis.length ?? 0) > 0;
        if (posts === undefined) isDone = false;
        else if (hasMarks || posts.length > 0 || last === undefined || last > start)
          isDone = (await readThread({ id, hasMarks }, start, posts, signal)) && isDone;
      } catch (error) {
        // That a thread is deleted is told elsewhere.
        if (codeOf(error) === RESTJSONErrorCodes.UnknownChannel) continue;
        lacks(error, id);
        if (!isKept || !SHUT_OUT.has(codeOf(error))) isDone = false;
      }
    }
    return isDone && followed !== undefined && !signal.aborted;
  };
}
