import { type APIMessage, ChannelType, MessageType, ReactionType } from 'discord.js';
import { z } from 'zod';
import { toInstant } from '../../../src/core/time.js';
import type { ConversationKind, Inbox } from '../../../src/ports/chat.js';
import type { Api } from '../connect/client.js';
import { LIMITS } from '../limits.js';
import type { Roster } from '../members/roster.js';
import type { Channels } from '../places/channels.js';
import { conversationRef, isPublicThread, kindOf } from '../places/conversations.js';
import { nameOf } from '../places/profiles.js';
import type { ChannelInfos } from './channel-infos.js';
import { standingOf } from './missed.js';
import type { Reaction, ThreadEvents } from './threads/thread-events.js';
import { createWhoReacted } from './who-reacted.js';

export interface MessagesDependencies {
  readonly api: Api;
  readonly inbox: Inbox;
  readonly infos: ChannelInfos;
  readonly roster: Roster;
  readonly channels: Channels;
  readonly threads: ThreadEvents;
  readonly guildId: () => string;
  readonly botId: () => string;
  /** Whether Discord tells the bot who reacts. */
  readonly hearsReactions: () => boolean;
  /** Hears which channel is a person's direct conversation. */
  readonly noticedDirect: (user: string, channel: string) => void;
}

/** Passes on what people do with messages and reactions, as the gateway reports it or as it is found after a gap. */
export interface Messages {
  /** A direct message to the bot, from a member of the server. */
  readonly wroteDirectly: (message: APIMessage) => Promise<void>;
  /** A message in a thread of the bot or in one of its channels. Its text is read in public threads only. */
  readonly wrote: (message: APIMessage) => Promise<void>;
  readonly edited: (message: APIMessage) => Promise<void>;
  readonly deleted: (message: string, channel: string) => Promise<void>;
  /** A reaction to a message in a thread, or to the post below which a thread stands. */
  readonly reacted: (reaction: Reaction, type: 'reacted' | 'unreacted') => Promise<void>;
  /** The lane of a reaction: that of its thread, which has the id of the post that it stands on. */
  readonly laneOf: (reaction: Reaction) => string;
  /** The reactions to a message that was missed, which were missed too because nobody could react before it was posted. */
  readonly readReactions: (message: APIMessage) => Promise<void>;
  /** The users whose reactions with an emoji a message has now. */
  readonly compareReactions: (message: APIMessage, emoji: string) => Promise<void>;
}

export function createMessages(dependencies: MessagesDependencies): Messages {
  const { api, inbox, infos, roster, channels, threads, guildId, botId } = dependencies;
  const whoReacted = createWhoReacted(api);
  const isPublic = (channel: string): boolean => isPublicThread(infos.peek(channel)?.type ?? ChannelType.GuildText);
  const isOwnThread = async (channel: string): Promise<boolean> => infos.isOwnThread(await infos.of(channel));

  /** Tells that somebody wrote a message, without the text. */
  const tell = (message: APIMessage, kind: ConversationKind, to?: 'bot'): Promise<void> => {
    const conversation = conversationRef(guildId(), message.channel_id, kind);
    return inbox.message({
      eventId: `discord:${to === 'bot' ? 'mention' : 'message'}:${message.id}`,
      from: { platform: 'discord', space: guildId(), user: message.author.id },
      conversation,
      message: { conversation, id: message.id },
      at: toInstant(Date.parse(message.timestamp)),
      profile: async () => ({ name: nameOf(message.author, 'member' in message ? nickIn(message.member) : undefined), isBot: false }),
      ...(to === 'bot' && { mentionsBot: true }),
    });
  };

  const wroteDirectly = async (message: APIMessage): Promise<void> => {
    if (!isByPerson(message) || !(await roster.has(message.author.id))) return;
    dependencies.noticedDirect(message.author.id, message.channel_id);
    await tell(message, 'direct');
  };

  const wrote = async (message: APIMessage): Promise<void> => {
    if (isPublic(message.channel_id)) threads.noted(message);
    if (!isByPerson(message)) return;
    if (message.content !== '') void inbox.overheard(message.content);
    const info = await infos.of(message.channel_id);
    if (isToBot(message, botId())) await tell(message, kindOf(info.type), 'bot');
    if (await infos.isOwnThread(info)) {
      threads.noted(message);
      await threads.posted(message);
      return;
    }
    const { type, parent, owner } = info;
    // The right to manage threads also shows people's private threads, which are none of the bot's business.
    if (owner !== botId() && (type === ChannelType.PrivateThread || !channels.concerns(message.channel_id, parent))) return;
    await tell(message, kindOf(type));
  };

  const edited = async (message: APIMessage): Promise<void> => {
    // Without this moment nobody has changed the text: Discord has only resolved its links.
    const editedAt = message.edited_timestamp;
    if (!editedAt || !isByPerson(message)) return;
    if (message.content !== '') void inbox.overheard(message.content);
    if (!(await isOwnThread(message.channel_id))) return;
    threads.noted(message);
    await threads.edited(message, editedAt);
  };

  const deleted = async (message: string, channel: string): Promise<void> => {
    if (await isOwnThread(channel)) await threads.deleted(message, channel);
  };

  const reacted = async (reaction: Reaction, type: 'reacted' | 'unreacted'): Promise<void> => {
    if (threads.isByBot(reaction)) return;
    const { channel_id, message_id } = reaction;
    const place = await infos.of(channel_id);
    const author = 'message_author_id' in reaction ? reaction.message_author_id : undefined;
    const isOnPost = place.type !== ChannelType.PrivateThread && !isPublicThread(place.type);
    if (isOnPost && (!channels.concerns(channel_id, null) || (author !== undefined && author !== botId()))) return;
    const thread = isOnPost ? await infos.threadOn(message_id) : place;
    if (thread && (await infos.isOwnThread(thread))) await threads.reacted(reaction, type, thread.id);
  };

  const laneOf = ({ channel_id, message_id }: Reaction): string => {
    const place = infos.peek(channel_id);
    return place === undefined || place.type === ChannelType.PrivateThread || isPublicThread(place.type) ? channel_id : message_id;
  };

  const readReactions = async (message: APIMessage): Promise<void> => {
    const { id, channel_id, reactions = [] } = message;
    if (!dependencies.hearsReactions() || !isByPerson(message) || !(await isOwnThread(channel_id))) return;
    for (const form of reactions.slice(0, LIMITS.missedReactions)) {
      for (const user_id of (await whoReacted(channel_id, id, form)).users) {
        const reaction = { user_id, channel_id, message_id: id, emoji: form.emoji, burst: false, type: ReactionType.Normal };
        await threads.reacted(reaction, 'reacted', channel_id);
      }
    }
  };

  const compareReactions = async (message: APIMessage, emoji: string): Promise<void> => {
    const { id, channel_id } = message;
    const conversation = conversationRef(guildId(), channel_id, 'thread');
    const users = new Set<string>();
    let isWhole = true;
    for (const form of standingOf(message, emoji)) {
      const found = await whoReacted(channel_id, id, form);
      isWhole &&= found.isWhole;
      for (const user of found.users) users.add(user);
    }
    const from = [...users].map((user) => ({ platform: 'discord', space: guildId(), user }) as const);
    await inbox.reactions({ conversation, message: { conversation, id }, emoji, from, isWhole });
  };

  return { wroteDirectly, wrote, edited, deleted, reacted, laneOf, readReactions, compareReactions };
}

/** Whether a message mentions the bot. The mention that a reply to its message brings of itself does not count. */
function isToBot({ mentions, referenced_message: answered }: APIMessage, bot: string): boolean {
  return mentions.some(({ id }) => id === bot) && answered?.author.id !== bot;
}

/** The name of a message's author in the server, which comes with the message but is not in its type. */
function nickIn(member: unknown): string | null | undefined {
  return z.object({ nick: z.string().nullish() }).safeParse(member).data?.nick;
}

/** Whether a person wrote a message: not a bot, and not Discord itself, which tells in this way that a thread got another name. */
function isByPerson({ author, webhook_id, type }: APIMessage): boolean {
  return !author.bot && webhook_id === undefined && (type === MessageType.Default || type === MessageType.Reply);
}
