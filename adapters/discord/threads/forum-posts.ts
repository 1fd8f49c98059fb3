import {
  type APIMessage,
  type APIThreadChannel,
  ChannelFlags,
  RESTJSONErrorCodes,
  Routes,
  SnowflakeUtil,
  ThreadAutoArchiveDuration,
} from 'discord.js';
import type { OutgoingMessage } from '../../../src/core/message.js';
import { after, type Instant } from '../../../src/core/time.js';
import { type ConversationRef, DeliveryError, type OpenedThread, type PostOptions } from '../../../src/ports/chat.js';
import type { Api } from '../connect/client.js';
import { codeOf, isAmbiguous } from '../errors.js';
import { LIMITS, TIMES } from '../limits.js';
import { bodyOf } from '../post/body.js';
import { numbersOf, partOf } from '../post/marker.js';
import type { Posts, PostsDependencies } from '../post/posts.js';
import { sentFiles } from '../render/attachments.js';
import { type Part, render } from '../render/message.js';
import type { ChannelDetails, ThreadPlace } from './place.js';

export interface ForumPostsDependencies extends Pick<PostsDependencies, 'problems' | 'botId'> {
  readonly api: Api;
  readonly posts: Posts;
  readonly guildId: () => string;
}

interface Threads {
  readonly threads: APIThreadChannel[];
  readonly has_more?: boolean;
}

/**
 * Posts in forum and media channels. Discord knows no nonce for them, so they are found by the marker of their first message.
 *
 * @returns A place whose functions throw a `DeliveryError`, or what `Api.call` throws.
 */
export function createForumPosts({ api, posts, problems, botId, guildId }: ForumPostsDependencies): ThreadPlace {
  /** The bot's threads in a channel that are not older than `since`, the active ones first. */
  async function* ownThreads(channel: string, since: Instant | undefined): AsyncGenerator<APIThreadChannel> {
    const isOwn = ({ id, parent_id, owner_id }: APIThreadChannel): boolean =>
      parent_id === channel &&
      owner_id === botId() &&
      (since === undefined || SnowflakeUtil.timestampFrom(id) >= after(since, -TIMES.skew));
    const active = await api.call<Threads>({ method: 'GET', route: Routes.guildActiveThreads(guildId()) });
    yield* active.threads.filter(isOwn);
    let before: string | undefined;
    for (let page = 0; page < LIMITS.threadPages; page += 1) {
      const archived = await api.call<Threads>({
        method: 'GET',
        route: Routes.channelThreads(channel, 'public'),
        query: { limit: LIMITS.threadsPerPage, before },
      });
      yield* archived.threads.filter(isOwn);
      // The list is in the order in which the threads were archived, which is never before they were opened.
      before = archived.threads.at(-1)?.thread_metadata?.archive_timestamp;
      if (!archived.has_more || before === undefined || (since !== undefined && Date.parse(before) < after(since, -TIMES.skew))) return;
    }
  }

  /** The first message of a thread, which has the thread's id; undefined if somebody has deleted it. */
  const firstMessage = async (thread: string): Promise<APIMessage | undefined> => {
    try {
      return await api.call<APIMessage>({ method: 'GET', route: Routes.channelMessage(thread, thread) });
    } catch (error) {
      if (codeOf(error) === RESTJSONErrorCodes.UnknownMessage) return undefined;
      throw error;
    }
  };

  /** The thread of a key, and of how many parts its opening post consists. */
  const search = async (channel: string, key: string, since?: Instant): Promise<{ id: string; total: number } | undefined> => {
    for await (const { id } of ownThreads(channel, since)) {
      const message = await firstMessage(id);
      const part = message && partOf(message, key);
      if (part) return { id, total: part.total };
    }
    return undefined;
  };

  const create = async (details: ChannelDetails, name: string, part: Part, total: number, options: PostOptions): Promise<string> => {
    const tags = tagsFor(details);
    if (tags === undefined) throw tagMissing(details);
    try {
      const thread = await api.call<APIThreadChannel>({
        method: 'POST',
        route: Routes.threads(details.id),
        body: {
          name,
          auto_archive_duration: ThreadAutoArchiveDuration.OneWeek,
          ...(tags.length > 0 && { applied_tags: tags }),
          message: bodyOf(part, numbersOf({ key: options.key, index: 0, total })),
        },
        files: sentFiles(part.files),
        ...(options.onSending && { onSending: options.onSending }),
      });
      return thread.id;
    } catch (error) {
      throw needsTag(error) ? tagMissing(details) : error;
    }
  };

  const tagMissing = ({ id, name }: ChannelDetails): DeliveryError => {
    problems.report({ code: 'tag-missing', channel: name ?? id }, { channel: id });
    return new DeliveryError('the forum requires a tag and has none', 'refused');
  };

  const threadIn = (channel: ConversationRef, id: string): ConversationRef => ({ ...channel, id, kind: 'thread' });

  return {
    async find({ ref }, key, since) {
      const found = await search(ref.id, key, since);
      if (!found) return undefined;
      const thread = threadIn(ref, found.id);
      const message = found.total === 1 ? { conversation: thread, id: found.id } : await posts.find(thread, key);
      return message && { thread, message };
    },

    async open({ ref, details }, name, message: OutgoingMessage, options): Promise<OpenedThread> {
      const parts = render(message, options.mentions);
      const [first] = parts;
      if (!first) throw new DeliveryError('the message is empty', 'refused');
      const createFirst = () => create(details, name, first, parts.length, options);
      let found = await search(ref.id, options.key);
      if (!found) {
        try {
          found = { id: await createFirst(), total: parts.length };
        } catch (error) {
          if (!isAmbiguous(error)) throw error;
          found = (await search(ref.id, options.key)) ?? { id: await createFirst(), total: parts.length };
        }
      }
      const thread = threadIn(ref, found.id);
      // The other parts stand below the first one.
      const whole = found.total === 1 ? { conversation: thread, id: found.id } : await posts.post(thread, message, options);
      return { thread, message: whole };
    },
  };
}

/** The tags for a post: one that everyone may use if possible; undefined if a tag is required and there is none. */
function tagsFor({ flags, available_tags = [] }: ChannelDetails): readonly string[] | undefined {
  if ((Number(flags) & ChannelFlags.RequireTag) === 0) return [];
  const tag = available_tags.find(({ moderated }) => !moderated) ?? available_tags[0];
  return tag && [tag.id];
}

function needsTag(error: unknown): boolean {
  const code = codeOf(error);
  return (
    code === RESTJSONErrorCodes.TagRequiredToCreateAForumPostInThisChannel ||
    code === RESTJSONErrorCodes.ThereAreNoTagsAvailableThatCanBeSetByNonModerators
  );
}
