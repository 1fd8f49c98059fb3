import { z } from 'zod';
import { instantSchema } from '../../../src/core/schemas.js';
import { type Instant, toInstant } from '../../../src/core/time.js';
import type { Bot } from '../connect/introduce.js';
import { LIMITS } from '../limits.js';
import { givenFile } from '../render/submitted-view.js';
import { WRITTEN } from './messages.js';
import { secondsOf } from './timestamps.js';
import { wordsOf, wordsSchema } from './words.js';

const namedSchema = z.object({ name: z.string(), mediaType: z.string(), size: z.number() });
const fileSchema = namedSchema.extend({ url: z.string() }).readonly();
const contentSchema = z
  .object({
    words: wordsSchema,
    files: z.array(fileSchema).readonly(),
    /** Files that Slack itself does not keep. */
    elsewhere: z.array(namedSchema.readonly()).readonly().exactOptional(),
  })
  .readonly();

/** What somebody did below a message, perhaps one of the bot's; `content` only if it may be read. */
export const threadBodySchema = z.object({
  type: z.literal('thread'),
  channel: z.string(),
  /** Whether Slack said that the channel is private, which it does not say with reactions. */
  isPrivate: z.boolean().optional(),
  /** The message that it is about. */
  ts: z.string(),
  /** The `ts` of the opening post; absent where Slack does not tell. */
  thread: z.string().optional(),
  /** Whether the opening post is the bot's; absent where Slack does not tell. */
  ofBot: z.literal(true).optional(),
  at: instantSchema,
  what: z.discriminatedUnion('type', [
    z.object({ type: z.literal('posted'), content: contentSchema.optional() }),
    z.object({ type: z.literal('edited'), content: contentSchema.optional() }),
    z.object({ type: z.literal('deleted') }),
    z.object({ type: z.enum(['reacted', 'unreacted']), emoji: z.string() }),
  ]),
});
export type ThreadBody = Readonly<z.infer<typeof threadBodySchema>>;
export type Content = z.infer<typeof contentSchema>;

/** What is left of it where its content may not be read. */
export function withoutContent(body: ThreadBody): ThreadBody {
  const { what } = body;
  return what.type === 'posted' || what.type === 'edited' ? { ...body, what: { type: what.type } } : body;
}

/** The same where only its files may be read. */
export function withoutWords(body: ThreadBody): ThreadBody {
  const { what } = body;
  if ((what.type !== 'posted' && what.type !== 'edited') || !what.content) return body;
  return { ...body, what: { type: what.type, content: { ...what.content, words: [] } } };
}

interface Done {
  /** Who did it; for a deletion, the author. */
  readonly user: string;
  readonly body: ThreadBody;
  /** The same however often and in which way Slack tells it; absent where it can't be told apart from another time. */
  readonly id?: string;
}

const messageSchema = z.looseObject({
  ts: z.string(),
  user: z.string(),
  bot_id: z.undefined().optional(),
  subtype: z.string().optional(),
  thread_ts: z.string(),
  parent_user_id: z.string().optional(),
  edited: z.object({ ts: z.string() }).optional().catch(undefined),
  files: z.unknown().optional(),
  blocks: z.unknown().optional(),
  text: z.unknown().optional(),
});
type Message = z.infer<typeof messageSchema>;

/** What message events tell of the conversation (docs.slack.dev, "message event"). */
const placeSchema = z.object({ channel: z.string(), channel_type: z.enum(['channel', 'group']) });

/**
 * Reads a message event about a person's post in a thread of a channel that may be the bot's; `undefined` for anything else.
 * An edit is told only if a person changed the words: Slack changes messages itself when it shows previews of links.
 */
export function readThreadMessage(event: Readonly<Record<string, unknown>>, bot: Bot): Done | undefined {
  const place = placeSchema.safeParse(event).data;
  if (!place) return undefined;
  const about = (given: unknown, tell: (message: Message) => Told | undefined): Done | undefined => {
    const message = messageSchema.safeParse(given).data;
    const told = message && isReply(message, bot) ? tell(message) : undefined;
    if (!message || !told) return undefined;
    const { ts, user, thread_ts: thread, parent_user_id: opener } = message;
    const ofBot = opener === undefined ? {} : ({ ofBot: true } as const);
    const { channel, channel_type } = place;
    const { moment: when, ...what } = told;
    return {
      user,
      id: idOf(what.what.type, channel, ts, when),
      body: { type: 'thread', channel, isPrivate: channel_type === 'group', ts, thread, ...ofBot, ...what },
    };
  };
  switch (event['subtype']) {
    case 'message_changed':
      return about(event['message'], (message) => {
        const before = messageSchema.safeParse(event['previous_message']).data?.edited?.ts;
        const { edited } = message;
        return edited === undefined || edited.ts === before ? undefined : toldOfEdit(message, edited.ts);
      });
    case 'message_deleted':
      return about(event['previous_message'], ({ ts }) => ({ at: moment(event['event_ts'] ?? ts), what: { type: 'deleted' } }));
    default:
      return about(event, toldOfPost);
  }
}

type Told = Pick<ThreadBody, 'what' | 'at'> & {
  /** What tells one edit from another. */
  readonly moment?: string;
};

const toldOfPost = (message: Message): Told => ({ at: moment(message.ts), what: { type: 'posted', content: contentOf(message) } });

const toldOfEdit = (message: Message, ts: string): Told => ({
  at: moment(ts),
  moment: ts,
  what: { type: 'edited', content: contentOf(message) },
});

function idOf(type: string, channel: string, ts: string, when = ''): string {
  return `slack:${type}:${channel}:${ts}${when === '' ? '' : `:${when}`}`;
}

/** The id of the event that a message was deleted. */
export const deletionId = (channel: string, ts: string): string => idOf('deleted', channel, ts);

const reactionsSchema = z
  .array(z.object({ name: z.string(), users: z.array(z.string()), count: z.number().optional().catch(undefined) }))
  .catch([]);
const reactedSchema = z.looseObject({ reactions: reactionsSchema });

/** What a thread of the bot tells of one message in it. */
export interface Standing {
  readonly ts: string;
  readonly posted: Required<Done>;
  /** Its last edit, if there is one. */
  readonly edited?: Required<Done>;
  /** The reactions that stand on it now; Slack does not tell when they came. */
  readonly reactions: readonly Required<Done>[];
  readonly text: string | undefined;
}

/** Who reacted to a message of a thread, by the names of the emojis; `isWhole`: whether Slack names everybody (it names the first of many). */
export function readReactions(
  given: unknown,
): readonly { readonly name: string; readonly users: readonly string[]; readonly isWhole: boolean }[] {
  const reactions = reactedSchema.safeParse(given).data?.reactions ?? [];
  return reactions.map(({ name, users, count }) => ({ name, users, isWhole: count === undefined || count <= users.length }));
}

/** Reads a person's message as it stands in a thread of the bot (docs.slack.dev, "conversations.replies"). */
export function readStanding(channel: string, given: unknown, bot: Bot): Standing | undefined {
  const message = messageSchema.safeParse(given).data;
  if (!message || !isReply(message, bot)) return undefined;
  const { ts, user, thread_ts: thread, edited, text } = message;
  const done = ({ moment: when, ...told }: Told): Required<Done> => ({
    user,
    id: idOf(told.what.type, channel, ts, when),
    body: { type: 'thread', channel, ts, thread, ofBot: true, ...told },
  });
  const posted = done(toldOfPost(message));
  const reactions = reactionsSchema.parse(message['reactions']).flatMap(({ name, users }) =>
    users.map((who) => ({
      user: who,
      id: `${idOf('reacted', channel, ts)}:${who}:${name}`,
      body: { ...posted.body, what: { type: 'reacted', emoji: name } } as const,
    })),
  );
  return {
    ts,
    posted,
    ...(edited && { edited: done(toldOfEdit(message, edited.ts)) }),
    reactions: reactions.filter(({ user: who }) => who !== bot.user),
    text: typeof text === 'string' ? text : undefined,
  };
}

const reactionSchema = z.object({
  type: z.enum(['reaction_added', 'reaction_removed']),
  user: z.string(),
  reaction: z.string(),
  item: z.object({ type: z.literal('message'), channel: z.string(), ts: z.string() }),
  event_ts: z.string(),
});

/** Reads a person's reaction to a message, which may stand in a thread (docs.slack.dev, "reaction_added event"). */
export function readReaction(event: Readonly<Record<string, unknown>>, bot: Bot): Done | undefined {
  const { data } = reactionSchema.safeParse(event);
  // Direct conversations have no threads of the bot.
  if (!data || data.user === bot.user || data.item.channel.startsWith('D')) return undefined;
  const { channel, ts } = data.item;
  const type = data.type === 'reaction_added' ? 'reacted' : 'unreacted';
  const what = { type, emoji: data.reaction } as const;
  return { user: data.user, body: { type: 'thread', channel, ts, at: moment(data.event_ts), what } };
}

/** Whether a person wrote the message below another one, and that is not known to be somebody else's than the bot's. */
function isReply({ ts, user, subtype, thread_ts: thread, parent_user_id: opener }: Message, bot: Bot): boolean {
  if (user === bot.user || thread === ts || (subtype !== undefined && !WRITTEN.has(subtype))) return false;
  return opener === undefined || opener === bot.user;
}

const filesSchema = z.array(givenFile.extend({ title: z.string().nullish() }).optional().catch(undefined));

/** Only what Slack itself keeps is taken, because the bot's token must not be shown to another host; the rest is named. */
function contentOf(message: Message): Content {
  const files: z.infer<typeof fileSchema>[] = [];
  const elsewhere: z.infer<typeof namedSchema>[] = [];
  for (const file of filesSchema.safeParse(message.files).data ?? []) {
    if (!file || file.mode === 'tombstone') continue;
    const { name, mimetype, size, url_private_download: url } = file;
    const named = { name: name ?? file.title ?? 'file', mediaType: mimetype ?? 'application/octet-stream', size: size ?? 0 };
    if (url === undefined || url === null || file.is_external === true || file.mode === 'external') elsewhere.push(named);
    else files.push({ ...named, url });
  }
  return {
    words: wordsOf(message),
    files: files.slice(0, LIMITS.filesPerMessage),
    ...(elsewhere.length > 0 && { elsewhere: elsewhere.slice(0, LIMITS.filesPerMessage) }),
  };
}

function moment(ts: unknown): Instant {
  const ms = Math.floor(secondsOf(ts) * 1000);
  return toInstant(Number.isSafeInteger(ms) ? ms : 0);
}
