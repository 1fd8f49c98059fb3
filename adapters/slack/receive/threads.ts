import type { FileStream } from '../../../src/core/message.js';
import { type Clock, MINUTE } from '../../../src/core/time.js';
import { createTtlCache } from '../../../src/kit/ttl-cache.js';
import type { Contribution, ConversationRef, Identity, Inbox, MayRead, ThreadEvent } from '../../../src/ports/chat.js';
import type { SlackApi } from '../connect/client.js';
import { reportFailure } from '../errors.js';
import { type Files, fileName, mediaType } from '../files.js';
import { LIMITS } from '../limits.js';
import { threadRef } from '../places/address.js';
import type { Conversations } from '../places/conversations.js';
import { lookUp, profileOf } from '../places/profiles.js';
import type { ThreadRoots } from '../places/thread-roots.js';
import type { Problems } from '../problems.js';
import type { EventInput } from './inputs.js';
import { type Content, deletionId, type ThreadBody, withoutContent } from './thread-events.js';
import { spoken, type Words } from './words.js';

/** Tells the inbox what people did in threads. */
export interface ThreadReports {
  /** Tells of an event in a thread of the bot; of a post elsewhere it tells only that somebody wrote. Throws a `SlackFailure`. */
  tell(input: Pick<EventInput, 'eventId' | 'from'>, body: ThreadBody): Promise<void>;
  /**
   * The same for an event that another process left. A message that was deleted meanwhile is passed on without its text, and then as
   * deleted.
   */
  tellLate(input: Pick<EventInput, 'eventId' | 'from'>, body: ThreadBody): Promise<void>;
}

/** How long a person's name is remembered. */
const NAME_TTL = 10 * MINUTE;

export function createThreadReports(deps: {
  readonly api: SlackApi;
  readonly inbox: Inbox;
  readonly conversations: Conversations;
  readonly roots: ThreadRoots;
  readonly files: Files;
  readonly problems: Problems;
  readonly clock: Clock;
  /** The key that a private group was saved with. */
  readonly groupKeyOf: (conversation: ConversationRef) => Promise<string | undefined>;
}): ThreadReports {
  const { api, inbox, conversations, roots, files, problems, clock } = deps;
  const names = createTtlCache<string>({ clock, ttlMs: NAME_TTL, maxEntries: LIMITS.rememberedNames });

  const nameOf = async (word: Exclude<Words[number], string>): Promise<string> => {
    if ('channel' in word) return conversations.whereabouts(word.channel).shown;
    const name = names.get(word.user) ?? profileOf(await lookUp(api, { id: word.user })).name;
    names.set(word.user, name);
    return `@${name}`;
  };

  /** Its bytes are read while the event is handled; a missing scope is told to organisers. */
  const streamOf = (file: Content['files'][number]): FileStream => ({
    name: fileName(file.name),
    mediaType: mediaType(file.mediaType),
    size: file.size,
    async *open() {
      try {
        yield* files.bytesOf(file);
      } catch (error) {
        reportFailure(error, problems);
        throw error;
      }
    },
  });

  const contribution = async ({ words, files: sent, elsewhere = [] }: Content): Promise<Contribution> => ({
    text: await spoken(words, nameOf),
    files: sent.map(streamOf),
    ...(elsewhere.length > 0 && { unread: elsewhere }),
  });

  const whatOf = async ({ what }: ThreadBody, mayRead: () => Promise<MayRead>): Promise<ThreadEvent['what']> => {
    if (what.type !== 'posted' && what.type !== 'edited') return what;
    // The author may have changed their mind if the event waited for another process.
    const may = what.content !== undefined && (await mayRead());
    if (!what.content || may === false) return { type: what.type };
    return { type: what.type, content: await contribution(may === 'files' ? { ...what.content, words: [] } : what.content) };
  };

  /** A private channel that serves as a group of ours is heard as a whole, its threads included. */
  const isGroup = async ({ channel, isPrivate }: ThreadBody): Promise<boolean> =>
    isPrivate === true && (await deps.groupKeyOf(conversations.ref(channel, 'group'))) !== undefined;

  const wrote = async ({ eventId, from }: { eventId: string; from: Identity }, { channel, isPrivate, ts, at }: ThreadBody) => {
    const kind = isPrivate === true && conversations.purposeOf(channel) === undefined ? 'group' : 'channel';
    const conversation = conversations.ref(channel, kind);
    await inbox.message({ eventId, from, conversation, message: { conversation, id: ts }, at });
  };

  const tell: ThreadReports['tell'] = async ({ eventId, from }, body) => {
    const { channel, ts, at } = body;
    const root = body.ofBot ? body.thread : await roots.of(channel, body.thread ?? ts);
    if (root === undefined || (await isGroup(body))) {
      if (body.what.type === 'posted') await wrote({ eventId, from }, body);
      return;
    }
    roots.note(channel, ts, root);
    const conversation = threadRef(from.space, channel, root);
    const what = await whatOf(body, () => inbox.mayRead(conversation, from));
    await inbox.thread({ eventId, from, conversation, what, message: { conversation, id: ts }, at });
  };

  /** False only if Slack shows the thread without the message. */
  const isThere = async ({ channel, thread, ts }: ThreadBody & { readonly thread: string }): Promise<boolean> => {
    const here = { channel, ts: thread, oldest: ts, latest: ts, inclusive: true, limit: 2 };
    try {
      const { messages = [] } = await api.callWithRetry('reads', 'conversations.replies', (client) => client.conversations.replies(here));
      return messages.length === 0 || messages.some((message) => message.ts === ts);
    } catch {
      return true;
    }
  };

  return {
    tell,
    async tellLate(input, body) {
      const { thread, what, channel, ts } = body;
      const isGone = what.type === 'posted' && thread !== undefined && !(await isThere({ ...body, thread }));
      if (!isGone) return tell(input, body);
      await tell(input, withoutContent(body));
      await tell({ ...input, eventId: deletionId(channel, ts) }, { ...body, what: { type: 'deleted' } });
    },
  };
}
