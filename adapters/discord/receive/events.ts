import {
  type APIInteraction,
  type APIMessage,
  ChannelType,
  GatewayDispatchEvents as Event,
  type GatewayDispatchPayload,
  MessageType,
  ReactionType,
} from 'discord.js';
import { z } from 'zod';
import { type Instant, toInstant } from '../../../src/core/time.js';
import { createTtlCache } from '../../../src/kit/ttl-cache.js';
import type { ConversationKind } from '../../../src/ports/chat.js';
import { catchUpSince, type HeardStore } from '../../../src/ports/heard.js';
import type { Logger } from '../../../src/ports/logger.js';
import { noteBadPacket, UnreadablePacketError } from '../connect/bad-packets.js';
import type { Api } from '../connect/client.js';
import { CACHE_SIZES, LIMITS, TIMES } from '../limits.js';
import type { Roster } from '../members/roster.js';
import type { Channels } from '../places/channels.js';
import { conversationRef, isPublicThread, kindOf } from '../places/conversations.js';
import type { Groups } from '../places/groups.js';
import { nameOf } from '../places/profiles.js';
import type { Problems } from '../problems.js';
import type { BotIdentity } from '../server.js';
import { createChannelInfos } from './channel-infos.js';
import { createLostThreads } from './lost-threads.js';
import { createMissed, standingOf } from './missed.js';
import { assertReadable } from './packets.js';
import { createLanes } from './threads/lanes.js';
import type { Reaction, ThreadEvents } from './threads/thread-events.js';
import type { Voices, VoicesDependencies } from './voices.js';
import { createWhoReacted } from './who-reacted.js';
import { withChannel } from './with-channel.js';

export interface EventsDependencies extends Pick<VoicesDependencies, 'inbox' | 'clock' | 'timer' | 'guildId'> {
  readonly api: Api;
  readonly logger: Logger;
  readonly problems: Problems;
  /** Notes until when nothing was missed; absent if that is not kept. */
  readonly heard: HeardStore | undefined;
  readonly interactions: (interaction: APIInteraction) => Promise<void>;
  readonly roster: Roster;
  readonly groups: Groups;
  readonly channels: Channels;
  readonly threads: ThreadEvents;
  readonly voices: Voices;
  /** Whether Discord tells the bot who reacts. */
  readonly hearsReactions: () => boolean;
  readonly botId: () => string;
  /** Hears which channel is a person's direct conversation. */
  readonly noticedDirect: (user: string, channel: string) => void;
  /** Hears who the bot is and in which servers, at each identify. */
  readonly onReady: (identity: BotIdentity) => void;
}

export interface Events {
  /** Never throws. */
  readonly handle: (packet: GatewayDispatchPayload) => Promise<void>;
  /** Stops reading what was missed. */
  readonly stop: () => void;
}

/**
 * Passes the gateway's events on, those of one channel or thread in order. After each identify, the members and the threads are read
 * again, because events may have been lost.
 */
export function createEvents(dependencies: EventsDependencies): Events {
  const { api, clock, logger, inbox, roster, groups, channels, threads, voices, problems, guildId, botId } = dependencies;
  const infos = createChannelInfos({ api, clock, botId, serves: (channel) => channels.concerns(channel, null) });
  const lanes = createLanes();
  const whoReacted = createWhoReacted(api);
  /** Messages that somebody deleted: one may still stand in a page of history that is being read. */
  const erased = createTtlCache<true>({ clock, ttlMs: Number.POSITIVE_INFINITY, maxEntries: CACHE_SIZES.authors });
  let identified = false;
  /** When the last event came, and when the last one before the present session came, if this process heard it. */
  let heardAt: Instant | undefined;
  let heardBefore: Instant | undefined;
  /** The servers of each shard, since a shard reports only its own. */
  const guilds = new Map<number, readonly string[]>();

  /** The client updates its cache of channels after this handler. What it made of an odd packet may not be readable. */
  const checkSoon = (): void => {
    setImmediate(() => {
      try {
        channels.check();
      } catch (error) {
        logger.warn({ error }, 'the channels of the Discord server could not be checked');
      }
    });
  };

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

  /** A direct message to the bot, from a member of the server. */
  const wroteDirectly = async (message: APIMessage): Promise<void> => {
    if (!isByPerson(message) || !(await roster.has(message.author.id))) return;
    dependencies.noticedDirect(message.author.id, message.channel_id);
    await tell(message, 'direct');
  };

  /** Hands on that somebody wrote in a thread of the bot or in one of its channels. Outside public threads what they wrote is not read. */
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

  /** Finds the thread of a reaction: that of its channel, or the one on the post that somebody reacted to. */
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

  /** The lane of a reaction: that of its thread, which has the id of the post that it stands on. */
  const laneOf = ({ channel_id, message_id }: Reaction): string => {
    const place = infos.peek(channel_id);
    return place === undefined || place.type === ChannelType.PrivateThread || isPublicThread(place.type) ? channel_id : message_id;
  };

  /** Nobody could react before the message was posted, so that the reactions of one that was missed were missed too. */
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

  /** Tells whose reactions with an emoji stand on a message now. */
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

  const readMissed = createMissed({
    api,
    logger,
    guildId,
    infos,
    inbox: {
      followedThreads: inbox.followedThreads,
      knownReactions: async (thread) => (dependencies.hearsReactions() ? inbox.knownReactions(thread) : { emojis: [], heard: [] }),
      async known(thread) {
        // Earlier events are handled first, so that their messages are known.
        await lanes.run(thread.id, async () => {});
        return inbox.known(thread);
      },
    },
    reactions: (message, emoji) => lanes.run(message.channel_id, () => compareReactions(message, emoji)),
    found: (message, is) =>
      lanes.run(message.channel_id, async () => {
        if (erased.get(message.id)) return;
        if (is === 'posted') await wrote(message);
        await edited(message);
        if (is === 'posted') await readReactions(message);
      }),
    gone: (message, thread) => lanes.run(thread, () => threads.deleted(message, thread)),
  });

  const catchingUp = catchUpSince(dependencies.heard, TIMES, {
    clock,
    timer: dependencies.timer,
    read(since, signal) {
      threads.missedReactions();
      return readMissed(since, signal);
    },
    failed: (error) => logger.warn({ error }, 'it is unknown or not noted until when Discord was heard'),
  });

  const lost = createLostThreads({ api, inbox, clock, logger, guildId });

  /** Reads what was missed before a new session. */
  const caughtUp = async (): Promise<void> => {
    if (!identified) return;
    identified = false;
    await roster.reconcile();
    await catchingUp.connected();
    await lost.look('deleted');
  };

  const handle = async (packet: GatewayDispatchPayload): Promise<void> => {
    switch (packet.t) {
      case Event.Ready:
        // The other shards of the same session follow at once.
        if (!identified) {
          heardBefore = heardAt;
          catchingUp.lost();
        }
        identified = true;
        guilds.set(
          packet.d.shard?.[0] ?? 0,
          packet.d.guilds.map(({ id }) => id),
        );
        groups.forget();
        dependencies.onReady({
          botId: packet.d.user.id,
          applicationId: packet.d.application.id,
          guilds: [...guilds.values()].flat(),
        });
        return;
      case Event.GuildCreate:
        if (packet.d.id !== guildId() || packet.d.unavailable) return;
        for (const channel of [...packet.d.channels, ...packet.d.threads]) infos.note(channel);
        problems.over('removed-from-server');
        checkSoon();
        await Promise.all([voices.found(packet.d, identified ? heardBefore : heardAt), caughtUp()]);
        return;
      case Event.GuildDelete:
        if (packet.d.id === guildId() && !packet.d.unavailable) problems.report({ code: 'removed-from-server' });
        return;
      case Event.InteractionCreate:
        await dependencies.interactions(withChannel(packet.d, (channel) => infos.peek(channel)?.type));
        return;
      case Event.MessageCreate:
        if (packet.d.guild_id === undefined) await lanes.run(packet.d.channel_id, () => wroteDirectly(packet.d));
        if (packet.d.guild_id === guildId()) await lanes.run(packet.d.channel_id, () => wrote(packet.d));
        return;
      case Event.MessageUpdate:
        if (packet.d.guild_id === guildId()) await lanes.run(packet.d.channel_id, () => edited(packet.d));
        return;
      case Event.MessageDelete:
      case Event.MessageDeleteBulk: {
        const { guild_id, channel_id } = packet.d;
        const ids = 'ids' in packet.d ? packet.d.ids : [packet.d.id];
        if (guild_id !== guildId()) return;
        for (const id of ids) erased.set(id, true);
        await lanes.run(channel_id, async () => {
          for (const id of ids) await deleted(id, channel_id);
        });
        return;
      }
      case Event.MessageReactionAdd:
      case Event.MessageReactionRemove: {
        const type = packet.t === Event.MessageReactionAdd ? 'reacted' : 'unreacted';
        if (packet.d.guild_id === guildId()) await lanes.run(laneOf(packet.d), () => reacted(packet.d, type));
        return;
      }
      case Event.GuildScheduledEventUserAdd: {
        const { guild_id: space, user_id: user, guild_scheduled_event_id: entry } = packet.d;
        if (space === guildId()) await inbox.interested({ from: { platform: 'discord', space, user }, entry });
        return;
      }
      case Event.VoiceStateUpdate: {
        const { guild_id, user_id, channel_id, member } = packet.d;
        if (guild_id === guildId()) await voices.changed({ user_id, channel_id, ...(member && { member }) });
        return;
      }
      case Event.GuildMemberAdd:
        if (packet.d.guild_id === guildId()) await roster.joined(packet.d);
        return;
      case Event.GuildMemberRemove:
        if (packet.d.guild_id === guildId()) await roster.left(packet.d.user.id);
        return;
      case Event.ThreadCreate:
      case Event.ThreadUpdate: {
        const info = infos.note(packet.d);
        if (packet.d.guild_id !== guildId()) return;
        if (packet.d.type === ChannelType.PrivateThread) groups.noticed(packet.d);
        else if (packet.d.thread_metadata?.locked) {
          if (await infos.isOwnThread(info)) await lost.locked(packet.d.id);
        } else if (packet.t === Event.ThreadUpdate) await lost.unlocked(packet.d.id);
        return;
      }
      case Event.ThreadDelete:
        infos.forget(packet.d.id);
        if (packet.d.guild_id === guildId()) await lost.deleted(packet.d.id);
        return;
      case Event.ChannelCreate:
      case Event.ChannelUpdate:
        if (packet.d.guild_id !== guildId()) return;
        infos.note(packet.d);
        checkSoon();
        return;
      case Event.ChannelDelete:
        if (packet.d.guild_id !== guildId()) return;
        checkSoon();
        // Discord does not tell of the threads in it.
        await lost.look('channel-deleted');
        return;
      case Event.GuildRoleUpdate:
        if (packet.d.guild_id === guildId()) checkSoon();
        return;
      default:
    }
  };

  return {
    async handle(packet) {
      try {
        assertReadable(packet);
        const handled = handle(packet);
        heardAt = clock.now();
        catchingUp.heard(heardAt);
        await handled;
      } catch (error) {
        if (error instanceof UnreadablePacketError || error instanceof TypeError) noteBadPacket(logger, packet, error);
        else logger.error({ event: packet.t, error }, 'an event from Discord could not be handled');
      }
    },
    stop: catchingUp.stop,
  };
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
