import { type APIInteraction, ChannelType, GatewayDispatchEvents as Event, type GatewayDispatchPayload } from 'discord.js';
import type { Instant } from '../../../src/core/time.js';
import { createTtlCache } from '../../../src/kit/ttl-cache.js';
import { createTurns } from '../../../src/kit/turns.js';
import { catchUpSince, type HeardStore } from '../../../src/ports/heard.js';
import type { Logger } from '../../../src/ports/logger.js';
import { noteBadPacket, UnreadablePacketError } from '../connect/bad-packets.js';
import { CACHE_SIZES, TIMES } from '../limits.js';
import type { Groups } from '../places/groups.js';
import type { Problems } from '../problems.js';
import type { BotIdentity } from '../server.js';
import { createChannelInfos } from './channel-infos.js';
import { createLostThreads } from './lost-threads.js';
import { createMessages, type MessagesDependencies } from './messages.js';
import { createMissed } from './missed.js';
import { assertReadable } from './packets.js';
import type { Voices, VoicesDependencies } from './voices.js';
import { withChannel } from './with-channel.js';

export interface EventsDependencies extends Omit<MessagesDependencies, 'infos'>, Pick<VoicesDependencies, 'clock' | 'timer'> {
  readonly logger: Logger;
  readonly problems: Problems;
  /** Notes until when nothing was missed; absent if that is not kept. */
  readonly heard: HeardStore | undefined;
  readonly interactions: (interaction: APIInteraction) => Promise<void>;
  readonly groups: Groups;
  readonly voices: Voices;
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
  const lanes = createTurns(1);
  const messages = createMessages({ ...dependencies, infos });
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
    reactions: (message, emoji) => lanes.run(message.channel_id, () => messages.compareReactions(message, emoji)),
    found: (message, is) =>
      lanes.run(message.channel_id, async () => {
        if (erased.get(message.id)) return;
        if (is === 'posted') await messages.wrote(message);
        await messages.edited(message);
        if (is === 'posted') await messages.readReactions(message);
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
        if (packet.d.guild_id === undefined) await lanes.run(packet.d.channel_id, () => messages.wroteDirectly(packet.d));
        if (packet.d.guild_id === guildId()) await lanes.run(packet.d.channel_id, () => messages.wrote(packet.d));
        return;
      case Event.MessageUpdate:
        if (packet.d.guild_id === guildId()) await lanes.run(packet.d.channel_id, () => messages.edited(packet.d));
        return;
      case Event.MessageDelete:
      case Event.MessageDeleteBulk: {
        const { guild_id, channel_id } = packet.d;
        const ids = 'ids' in packet.d ? packet.d.ids : [packet.d.id];
        if (guild_id !== guildId()) return;
        for (const id of ids) erased.set(id, true);
        await lanes.run(channel_id, async () => {
          for (const id of ids) await messages.deleted(id, channel_id);
        });
        return;
      }
      case Event.MessageReactionAdd:
      case Event.MessageReactionRemove: {
        const type = packet.t === Event.MessageReactionAdd ? 'reacted' : 'unreacted';
        if (packet.d.guild_id === guildId()) await lanes.run(messages.laneOf(packet.d), () => messages.reacted(packet.d, type));
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
