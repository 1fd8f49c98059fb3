import { bareEmoji } from '../../../src/core/emoji.js';
import { type Instant, inSeconds } from '../../../src/core/time.js';
import type { ConversationRef, Inbox, KnownPost } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { SlackApi } from '../connect/client.js';
import type { Bot } from '../connect/introduce.js';
import { SlackFailure } from '../errors.js';
import { LIMITS, RATES, TIMES } from '../limits.js';
import { addressOf, channelOf } from '../places/address.js';
import type { Conversations } from '../places/conversations.js';
import type { Order } from './order.js';
import { deletionId, readReactions, readStanding, type Standing } from './thread-events.js';
import type { ThreadReports } from './threads.js';

/** Reads what was missed in threads since a moment. False if some of it can't be read now. Never throws. */
export type ReadMissed = (since: Instant, signal: AbortSignal) => Promise<boolean>;

/** Errors by which a thread is gone, which is told elsewhere. */
const GONE: ReadonlySet<string> = new Set(['thread_not_found', 'message_not_found']);
/** Errors by which the bot may not read it. */
const SHUT_OUT: ReadonlySet<string> = new Set(['channel_not_found', 'not_in_channel', 'missing_scope', 'is_archived']);

/** What was read of a thread, and how far. */
interface History {
  readonly messages: readonly Standing[];
  /** The reactions of each message that is there, by its `ts`, also of those of bots. */
  readonly there: ReadonlyMap<string, ReturnType<typeof readReactions>>;
  /** The `ts` up to which it was read; undefined: to the end. */
  readonly end: string | undefined;
  /** Whether the opening post is there. Without it Slack may hide what is old, and what is not shown may not be deleted. */
  readonly isWhole: boolean;
}

/** Reads the followed threads page by page, after what people wait for, and tells what has changed as if it happened now. */
export function createMissed(deps: {
  /** With the priority of what the bot does unasked. */
  readonly api: SlackApi;
  readonly inbox: Pick<Inbox, 'known' | 'knownReactions' | 'reactions' | 'followedThreads' | 'overheard' | 'thread'>;
  readonly bot: Bot;
  readonly conversations: Pick<Conversations, 'isAbandoned'>;
  readonly threads: ThreadReports;
  readonly order: Order;
  readonly now: () => Instant;
  readonly sleep: (ms: number) => Promise<void>;
  readonly logger: Logger;
}): ReadMissed {
  const { api, inbox, bot, conversations, threads, order, logger } = deps;
  /** Failures that were logged already, because reading is retried often. */
  const told = new Set<string>();

  const readPages = async (thread: ConversationRef, oldest: string | undefined, signal: AbortSignal): Promise<History> => {
    const { channel, thread: ts = '' } = addressOf(thread);
    const messages: Standing[] = [];
    const there = new Map<string, ReturnType<typeof readReactions>>();
    let isWhole = false;
    let last = oldest ?? ts;
    let cursor: string | undefined;
    for (let page = 0; page < LIMITS.missedPages && !signal.aborted; page++) {
      const given = { channel, ts, limit: LIMITS.historyPage, ...(cursor && { cursor }), ...(oldest !== undefined && { oldest }) };
      const found = await api.callWithRetry('reads', 'conversations.replies', (client) => client.conversations.replies(given), {
        patienceMs: RATES.tierWindow,
      });
      for (const message of found.messages ?? []) {
        const { ts: id } = message;
        if (id === undefined) continue;
        there.set(id, readReactions(message));
        if (id === ts) isWhole ||= !('subtype' in message && message.subtype === 'tombstone');
        else last = id;
        const standing = readStanding(channel, message, bot);
        if (standing) messages.push(standing);
      }
      cursor = found.response_metadata?.next_cursor;
      if (!cursor) return { messages, there, end: undefined, isWhole };
    }
    return { messages, there, end: last, isWhole };
  };

  const tell = async ({ user, id, body }: Standing['posted']): Promise<void> => {
    const input = { eventId: id, from: { platform: 'slack', space: bot.team, user } } as const;
    await order.take(body.channel, inSeconds(body.at)).run(() => threads.tell(input, body));
  };

  const tellOf = async ({ posted, edited, reactions, text }: Standing, post: KnownPost | undefined): Promise<void> => {
    if (post) {
      if (!post.isGone && edited && edited.body.at > post.at) await tell(edited);
      return;
    }
    if (text !== undefined) void inbox.overheard(text);
    await tell(posted);
    if (edited) await tell(edited);
    // Nobody could react before it was posted, so that these are new as well.
    for (const reaction of reactions) await tell(reaction);
  };

  const deleted = (conversation: ConversationRef, id: string): Promise<void> =>
    order.take(channelOf(conversation), Number(id)).run(() =>
      inbox.thread({
        eventId: deletionId(channelOf(conversation), id),
        from: null,
        conversation,
        message: { conversation, id },
        what: { type: 'deleted' },
        at: deps.now(),
      }),
    );

  /** Reactions are compared last, since those to what was missed are heard with it. */
  const compare = async (conversation: ConversationRef, there: History['there'], signal: AbortSignal): Promise<boolean> => {
    const known = await inbox.knownReactions(conversation);
    if (!known) return false;
    const wanted = new Set(known.emojis.map(bareEmoji));
    for (const [id, reactions] of there) {
      const heard = known.heard.filter(({ message }) => message === id).map(({ emoji }) => emoji);
      for (const emoji of new Set([...reactions.map(({ name }) => bareEmoji(name)), ...heard])) {
        if (signal.aborted || !wanted.has(emoji)) continue;
        const shown = reactions.filter(({ name }) => bareEmoji(name) === emoji);
        const users = new Set(shown.flatMap(({ users: each }) => each).filter((user) => user !== bot.user));
        await inbox.reactions({
          conversation,
          message: { conversation, id },
          emoji,
          from: [...users].map((user) => ({ platform: 'slack', space: bot.team, user })),
          isWhole: shown.every(({ isWhole }) => isWhole),
        });
      }
    }
    return true;
  };

  /** Returns whether all of it was compared. */
  const readThread = async (thread: ConversationRef, start: number, posts: readonly KnownPost[], signal: AbortSignal): Promise<boolean> => {
    const known = new Map(posts.map((post) => [post.id, post]));
    const read = async (oldest: string | undefined): Promise<History> => {
      const history = await readPages(thread, oldest, signal);
      for (const standing of history.messages) {
        const post = known.get(standing.ts);
        if (!signal.aborted && (post !== undefined || Number(standing.ts) > start)) await tellOf(standing, post);
      }
      return history;
    };
    const history = await read(undefined);
    const { end, there, isWhole } = history;
    if (signal.aborted) return false;
    if (end !== undefined) {
      logger.warn({ thread: thread.id, pages: LIMITS.missedPages }, 'a thread on Slack is too long to be read wholly after a gap');
      await read(String(Math.max(start, Number(end))));
    }
    if (!(await compare(thread, there, signal))) return false;
    if (!isWhole) return true;
    for (const { id, isGone } of posts) {
      const isRead = end === undefined || Number(id) <= Number(end);
      if (!isGone && isRead && !there.has(id) && !signal.aborted) await deleted(thread, id);
    }
    return true;
  };

  /** Whether nothing more is to be expected of a thread that can't be read. */
  const isLeft = async (thread: ConversationRef, error: unknown, isOpen: boolean): Promise<boolean> => {
    const code = error instanceof SlackFailure ? error.code : undefined;
    if (code !== undefined && GONE.has(code)) return true;
    const mark = `${thread.id}:${code}`;
    if (code === undefined || !told.has(mark))
      logger.warn({ thread: thread.id, error }, 'what was missed in a thread on Slack could not be read');
    told.add(mark);
    if (code === undefined || !SHUT_OUT.has(code)) return false;
    return !isOpen || (code === 'channel_not_found' && (await conversations.isAbandoned(channelOf(thread))));
  };

  const tryToRead = async (thread: ConversationRef, start: number, isOpen: boolean, signal: AbortSignal): Promise<boolean> => {
    try {
      // Earlier events are handled first, so that their messages are known.
      const posts = await order.take(channelOf(thread), inSeconds(deps.now())).run(() => inbox.known(thread));
      if (posts === undefined) return false;
      return await readThread(thread, start, posts, signal);
    } catch (error) {
      return isLeft(thread, error, isOpen).catch(() => false);
    }
  };

  return async (since, signal) => {
    const followed = await inbox.followedThreads('slack');
    if (!followed) return false;
    const start = inSeconds(since);
    let isDone = true;
    for (const [threads, isOpen] of [[followed.open, true] as const, [followed.kept, false] as const]) {
      for (const thread of threads) {
        if (signal.aborted) return false;
        if (thread.space !== bot.team) continue;
        if (!(await tryToRead(thread, start, isOpen, signal))) isDone = false;
        if (!isOpen) await deps.sleep(TIMES.betweenThreads);
      }
    }
    return isDone;
  };
}
