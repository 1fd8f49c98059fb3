import { type APIGuild, type APIGuildChannel, ChannelType, OverwriteType, PermissionFlagsBits, Routes } from 'discord.js';
import type { Clock } from '../../../src/core/time.js';
import type { Api } from '../connect/client.js';
import { TIMES } from '../limits.js';

/** A channel that can be posted in, as far as it is asked for by name. */
export interface ListedChannel {
  readonly id: string;
  readonly name: string;
  /** Whether everyone in the server can read it. */
  readonly open: boolean;
}

/** What a process that is not connected to the gateway asks Discord for: who we are, and which channels there are. */
export interface Lookups {
  /** Throws what Discord answers. */
  self(): Promise<{ readonly botId: string; readonly applicationId: string; readonly guilds: readonly string[] }>;
  /** Reads the channels anew, at most once a minute. */
  refresh(guildId: string): Promise<void>;
  /** By id or name, among what was read last. */
  channel(wanted: string): ListedChannel | undefined;
  /** From here on the gateway tells. */
  forget(): void;
}

const POSTABLE: ReadonlySet<ChannelType> = new Set([ChannelType.GuildText, ChannelType.GuildAnnouncement]);

export function createLookups({ api, clock }: { readonly api: Api; readonly clock: Clock }): Lookups {
  let listed: readonly ListedChannel[] = [];
  let readAt: number | undefined;

  return {
    async self() {
      const get = <T>(route: `/${string}`) => api.call<T>({ method: 'GET', route });
      const application = await get<{ id: string }>(Routes.currentApplication());
      const user = await get<{ id: string }>(Routes.user('@me'));
      const guilds = await get<{ id: string }[]>(Routes.userGuilds());
      return { botId: user.id, applicationId: application.id, guilds: guilds.map(({ id }) => id) };
    },
    async refresh(guildId) {
      if (readAt !== undefined && Math.abs(clock.now() - readAt) < TIMES.channels) return;
      const guild = await api.call<Pick<APIGuild, 'id' | 'roles'>>({ method: 'GET', route: Routes.guild(guildId) });
      const channels = await api.call<APIGuildChannel[]>({ method: 'GET', route: Routes.guildChannels(guildId) });
      listed = channels
        .filter(({ type }) => POSTABLE.has(type))
        .map((channel) => ({ id: channel.id, name: channel.name ?? '', open: isOpen(guild, channel) }));
      readAt = clock.now();
    },
    channel(wanted) {
      const name = wanted.trim().replace(/^#/, '').toLowerCase();
      return listed.find((channel) => channel.id === name || channel.name.toLowerCase() === name);
    },
    forget() {
      listed = [];
      readAt = undefined;
    },
  };
}

/** Discord's rule for the role that everyone has, whose id is the server's. */
function isOpen({ id, roles }: Pick<APIGuild, 'id' | 'roles'>, channel: APIGuildChannel): boolean {
  const base = BigInt(roles.find((role) => role.id === id)?.permissions ?? 0);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return true;
  const own = channel.permission_overwrites?.find((overwrite) => overwrite.id === id && overwrite.type === OverwriteType.Role);
  const permissions = (base & ~BigInt(own?.deny ?? 0)) | BigInt(own?.allow ?? 0);
  return (permissions & PermissionFlagsBits.ViewChannel) !== 0n;
}
