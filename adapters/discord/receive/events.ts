import { type APIMessage, ChannelType, GatewayDispatchEvents as Event, type GatewayDispatchPayload, MessageType, Routes } from 'discord.js';
import type { Clock } from '../../../src/core/time.js';
import { createTtlCache } from '../../../src/kit/ttl-cache.js';
import type { Inbox } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Api } from '../connect/client.js';
import { CACHE_SIZES, TIMES } from '../limits.js';
import type { Roster } from '../members/roster.js';
import type { Channels } from '../places/channels.js';
import type { Groups } from '../places/groups.js';
import type { Problems } from '../problems.js';
import { conversationRef, type createInteractions } from './interactions.js';

export interface GatewayDependencies {
  readonly api: Api;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly problems: Problems;
  readonly inbox: Inbox;
  readonly interactions: ReturnType<typeof createInteractions>;
  readonly roster: Roster;
  readonly groups: Groups;
  readonly channels: Channels;
  readonly guildId: () => string;
  readonly botId: () => string;
  /** Told who we are and where, at each identify. */
  readonly onReady: (ready: { readonly botId: string; readonly applicationId: string; readonly guilds: readonly string[] }) => void;
}

/** What we look at of a channel. */
interface Place {
  readonly id: string;
  readonly type: ChannelType;
  readonly parent_id?: string | null | undefined;
  readonly owner_id?: string | null | undefined;
}

/** Brings the gateway's events to their places. After each identify (events may have been lost) all is read again. */
export function createGatewayHandler(dependencies: GatewayDependencies): (packet: GatewayDispatchPayload) => Promise<void> {
  const { api, inbox, roster, groups, channels, problems, guildId } = dependencies;
  const places = createTtlCache<{ readonly type: ChannelType; readonly parent: string | null; readonly owner: string | null }>({
    clock: dependencies.clock,
    ttlMs: TIMES.kept,
    maxEntries: CACHE_SIZES.channels,
  });
  let identified = false;
  /** The servers of each shard; each tells of its own only. */
  const guilds = new Map<number, readonly string[]>();

  const note = (channel: Place): void =>
    places.set(channel.id, { type: channel.type, parent: channel.parent_id ?? null, owner: channel.owner_id ?? null });

  const placeOf = async (id: string) => {
    if (!places.get(id)) note(await api.call<Place>({ method: 'GET', route: Routes.channel(id) }));
    return places.get(id);
  };

  /** That somebody wrote is passed on, in our threads and channels; the words are not even looked at. */
  const wrote = async (message: APIMessage): Promise<void> => {
    if (message.author.bot || message.webhook_id !== undefined) return;
    if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return;
    const place = await placeOf(message.channel_id);
    if (!place || !(place.owner === dependencies.botId() || channels.concerns(message.channel_id, place.parent))) return;
    const conversation = conversationRef(guildId(), message.channel_id, place.type);
    await inbox.message({
      eventId: `discord:message:${message.id}`,
      from: { platform: 'discord', space: guildId(), user: message.author.id },
      conversation,
      message: { conversation, id: message.id },
      at: Date.parse(message.timestamp),
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
        // discord.js takes the event in after us.
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
