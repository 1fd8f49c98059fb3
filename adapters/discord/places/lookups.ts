import { type APIGuild, type APIGuildChannel, type ChannelType, OverwriteType, PermissionFlagsBits, Routes } from 'discord.js';
import { between, type Clock, type Instant } from '../../../src/core/time.js';
import type { Api } from '../connect/client.js';
import { TIMES } from '../limits.js';
import type { BotIdentity } from '../server.js';
import { isForum, isNamed, isPostable } from './conversations.js';

/** A channel in which the bot can post or open threads. */
export interface ListedChannel {
  readonly id: string;
  readonly name: string;
  readonly type: ChannelType;
  /** Whether everyone in the server can read it. */
  readonly open: boolean;
}

/** What a process without a gateway connection asks Discord for: who the bot is, and which channels there are. */
export interface Lookups {
  /** Asks who the bot is and in which servers. */
  self(): Promise<BotIdentity>;
  /** Reads the channels again, at most once in `TIMES.channels`. */
  refresh(guildId: string): Promise<void>;
  /** Finds a channel of a suitable type by id or name among those that were read last. */
  channel(wanted: string, suits: (type: ChannelType) => boolean): ListedChannel | undefined;
  /** Drops the channels, because from now on the gateway reports them. */
  forget(): void;
}

/** Creates lookups over REST. They throw what `Api.call` throws. */
export function createLookups({ api, clock }: { readonly api: Api; readonly clock: Clock }): Lookups {
  let listed: readonly ListedChannel[] = [];
  let readAt: Instant | undefined;

  return {
    async self() {
      const application = await readApplication(api);
      const user = await api.call<{ id: string }>({ method: 'GET', route: Routes.user('@me') });
      return { botId: user.id, applicationId: application, guilds: await readGuilds(api) };
    },
    async refresh(guildId) {
      if (readAt !== undefined && Math.abs(between(readAt, clock.now())) < TIMES.channels) return;
      const guild = await api.call<Pick<APIGuild, 'id' | 'roles'>>({ method: 'GET', route: Routes.guild(guildId) });
      const channels = await api.call<APIGuildChannel[]>({ method: 'GET', route: Routes.guildChannels(guildId) });
      listed = channels
        .filter(({ type }) => isPostable(type) || isForum(type))
        .map((channel) => ({ id: channel.id, name: channel.name ?? '', type: channel.type, open: isOpen(guild, channel) }));
      readAt = clock.now();
    },
    channel: (wanted, suits) => listed.find((channel) => suits(channel.type) && isNamed(channel, wanted)),
    forget() {
      listed = [];
      readAt = undefined;
    },
  };
}

/** The id of the bot's application. */
export async function readApplication(api: Api): Promise<string> {
  return (await api.call<{ id: string }>({ method: 'GET', route: Routes.currentApplication() })).id;
}

/** The ids of the servers that the bot is in. */
export async function readGuilds(api: Api): Promise<readonly string[]> {
  return (await api.call<{ id: string }[]>({ method: 'GET', route: Routes.userGuilds() })).map(({ id }) => id);
}

/**
 * Whether everyone can read a channel: the permissions of the role that everyone has, whose id is the server's, with the channel's
 * overwrite for it (discord.com/developers/docs/topics/permissions, "Permission Overwrites").
 */
function isOpen({ id, roles }: Pick<APIGuild, 'id' | 'roles'>, channel: APIGuildChannel): boolean {
  const base = BigInt(roles.find((role) => role.id === id)?.permissions ?? 0);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return true;
  const own = channel.permission_overwrites?.find((overwrite) => overwrite.id === id && overwrite.type === OverwriteType.Role);
  const permissions = (base & ~BigInt(own?.deny ?? 0)) | BigInt(own?.allow ?? 0);
  return (permissions & PermissionFlagsBits.ViewChannel) !== 0n;
}
