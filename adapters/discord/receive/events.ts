import {
  type APIInteraction,
  type APIMessage,
  ChannelType,
  GatewayDispatchEvents as Event,
  type GatewayDispatchPayload,
  MessageType,
  Routes,
} from 'discord.js';
import { type Clock, toInstant } from '../../../src/core/time.js';
import { createTtlCache } from '../../../src/kit/ttl-cache.js';
import type { Inbox } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Api } from '../connect/client.js';
import { CACHE_SIZES, TIMES } from '../limits.js';
import type { Roster } from '../members/roster.js';
import type { Channels } from '../places/channels.js';
import { conversationRef, kindOf } from '../places/conversations.js';
import type { Groups } from '../places/groups.js';
import type { Problems } from '../problems.js';
import type { BotIdentity } from '../server.js';

export interface EventsDependencies {
  readonly api: Api;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly problems: Problems;
  readonly inbox: Inbox;
  readonly interactions: (interaction: APIInteraction) => Promise<void>;
  readonly roster: Roster;
  readonly groups: Groups;
  readonly channels: Channels;
  readonly guildId: () => string;
  readonly botId: () => string;
  /** Hears who the bot is and in which servers, at each identify. */
  readonly onReady: (identity: BotIdentity) => void;
}

/** The fields of a channel that the adapter reads. */
interface ChannelFields {
  readonly id: string;
  readonly type: ChannelType;
  readonly parent_id?: string | null | undefined;
  readonly owner_id?: string | null | undefined;
}

interface ChannelInfo {
  readonly type: ChannelType;
  readonly parent: string | null;
  readonly owner: string | null;
}

/**
 * Hands the gateway's events on. After each identify, the members and the threads are read anew, because events may have been lost.
 * The returned function never throws.
 */
export function createEventHandler(dependencies: EventsDependencies): (packet: GatewayDispatchPayload) => Promise<void> {
  const { api, clock, inbox, roster, groups, channels, problems, guildId } = dependencies;
  const known = createTtlCache<ChannelInfo>({ clock, ttlMs: TIMES.channelInfo, maxEntries: CACHE_SIZES.channels });
  let identified = false;
  /** The servers of each shard, since a shard reports only its own. */
  const guilds = new Map<number, readonly string[]>();

  const note = ({ id, type, parent_id, owner_id }: ChannelFields): ChannelInfo => {
    const info = { type, parent: parent_id ?? null, owner: owner_id ?? null };
    known.set(id, info);
    return info;
  };

  const infoOf = async (id: string): Promise<ChannelInfo> =>
    known.get(id) ?? note(await api.call<ChannelFields>({ method: 'GET', route: Routes.channel(id) }));

  /** Hands on that somebody wrote in a thread of the bot or in one of its channels. What they wrote is not read. */
  const wrote = async (message: APIMessage): Promise<void> => {
    if (message.author.bot || message.webhook_id !== undefined) return;
    if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return;
    const { type, parent, owner } = await infoOf(message.channel_id);
    if (owner !== dependencies.botId() && !channels.concerns(message.channel_id, parent)) return;
    const conversation = conversationRef(guildId(), message.channel_id, kindOf(type));
    await inbox.message({
      eventId: `discord:message:${message.id}`,
      from: { platform: 'discord', space: guildId(), user: message.author.id },
      conversation,
      message: { conversation, id: message.id },
      at: toInstant(Date.parse(message.timestamp)),
    });
  };

  const handle = async (packet: GatewayDispatchPayload): Promise<void> => {
    switch (packet.t) {
      case Event.Ready:
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
        if (packet.d.id !== guildId()) return;
        for (const channel of [...packet.d.channels, ...packet.d.threads]) note(channel);
        problems.over('removed-from-server');
        // The client updates its cache of channels after this handler.
        setImmediate(channels.check);
        if (identified) await roster.reconcile();
        identified = false;
        return;
      case Event.GuildDelete:
        if (packet.d.id === guildId() && !packet.d.unavailable) problems.report({ code: 'removed-from-server' });
        return;
      case Event.InteractionCreate:
        await dependencies.interactions(packet.d);
        return;
      case Event.MessageCreate:
        if (packet.d.guild_id === guildId()) await wrote(packet.d);
        return;
      case Event.GuildMemberAdd:
        if (packet.d.guild_id === guildId()) await roster.joined(packet.d);
        return;
      case Event.GuildMemberRemove:
        if (packet.d.guild_id === guildId()) await roster.left(packet.d.user.id);
        return;
      case Event.ThreadCreate:
      case Event.ThreadUpdate:
        note(packet.d);
        if (packet.d.guild_id === guildId() && packet.d.type === ChannelType.PrivateThread) groups.noticed(packet.d);
        return;
      case Event.ChannelCreate:
      case Event.ChannelUpdate:
      case Event.ChannelDelete:
      case Event.GuildRoleUpdate:
        if (packet.d.guild_id === guildId()) setImmediate(channels.check);
        return;
      default:
    }
  };

  return async (packet) => {
    try {
      await handle(packet);
    } catch (error) {
      dependencies.logger.error({ event: packet.t, error }, 'an event from Discord could not be handled');
    }
  };
}
