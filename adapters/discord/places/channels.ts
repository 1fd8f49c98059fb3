import { ChannelType, type Client, type Guild, type GuildBasedChannel, PermissionFlagsBits } from 'discord.js';
import { CHANNELS, type Channel } from '../../../src/core/notification.js';
import type { ChannelCheck } from '../../../src/ports/chat.js';
import { missingPermissions } from '../permissions.js';
import type { Problems } from '../problems.js';

export interface Channels {
  id(purpose: Channel): string | undefined;
  /** Asks again what organisers have set. */
  refresh(): Promise<void>;
  /** Whether an id or a name could serve a purpose. */
  usable(purpose: Channel, wanted: string): ChannelCheck;
  /** Whether what happens in this channel concerns us: it serves a purpose, or is a thread under one that does. */
  concerns(channel: string, parent: string | null): boolean;
  /** Reports what is missing in the channels that serve a purpose. */
  check(): void;
  /** Purposes that no channel serves, where none was asked for. */
  unset(): readonly Channel[];
  /** Reports what is missing in one channel. */
  checkOne(channel: string): void;
}

function isOpen(channel: GuildBasedChannel): boolean {
  return channel.permissionsFor(channel.guild.roles.everyone).has(PermissionFlagsBits.ViewChannel);
}

/** The channels by purpose: the one that is told, by id or name, or the one whose name is the purpose. */
export function createChannels(options: {
  readonly client: () => Client | undefined;
  readonly guildId: () => string;
  readonly configured: () => Promise<Readonly<Partial<Record<Channel, string>>>>;
  readonly problems: Problems;
  /** A channel by id or name, where there is no gateway. */
  readonly elsewhere: (wanted: string) => { readonly id: string; readonly open: boolean } | undefined;
}): Channels {
  const { problems } = options;
  let configured: Awaited<ReturnType<typeof options.configured>> = {};
  const guild = (): Guild | undefined => options.client()?.guilds.cache.get(options.guildId());

  const find = (purpose: Channel): GuildBasedChannel | undefined => named(configured[purpose] || purpose);
  const named = (name: string): GuildBasedChannel | undefined => {
    const wanted = name.trim().replace(/^#/, '');
    return guild()?.channels.cache.find(
      (channel) =>
        (channel.type === ChannelType.GuildText || channel.type === ChannelType.GuildAnnouncement) &&
        (channel.id === wanted || channel.name.toLowerCase() === wanted.toLowerCase()),
    );
  };

  const checkPermissions = (channel: GuildBasedChannel): void => {
    const me = channel.guild.members.me;
    if (!me) return;
    const missing = missingPermissions(channel.permissionsFor(me).bitfield);
    const purpose = CHANNELS.find((each) => find(each)?.id === channel.id);
    if (missing.length > 0) {
      problems.report(
        { code: 'permission-missing', purpose, channel: channel.name, permissions: missing.join(', ') },
        { channel: channel.id },
      );
    } else if (purpose !== undefined) problems.over('permission-missing', purpose);
  };

  return {
    async refresh() {
      configured = await options.configured();
    },
    usable(purpose, wanted) {
      const channel = named(wanted);
      if (!channel) return 'missing';
      if (purpose === 'organisers' && isOpen(channel)) return 'open';
      const me = channel.guild.members.me;
      return me && missingPermissions(channel.permissionsFor(me).bitfield).length > 0 ? 'no-access' : 'usable';
    },
    id(purpose) {
      const channel = find(purpose);
      if (!channel) {
        const there = options.elsewhere(configured[purpose] || purpose);
        return purpose === 'organisers' && there?.open === true ? undefined : there?.id;
      }
      // What organisers are told is not for everyone: such a channel is not used until it is private.
      if (purpose === 'organisers' && isOpen(channel)) return undefined;
      return channel.id;
    },
    concerns: (channel, parent) =>
      CHANNELS.some((purpose) => [channel, parent].includes(find(purpose)?.id ?? null) && find(purpose) !== undefined),
    check() {
      for (const purpose of CHANNELS) {
        const channel = find(purpose);
        const wanted = configured[purpose];
        // A community that never asked for such a channel lacks nothing.
        if (!channel && wanted) {
          problems.report({ code: 'channel-missing', purpose, name: wanted });
          continue;
        }
        problems.over('channel-missing', purpose);
        if (!channel) continue;
        checkPermissions(channel);
        if (purpose !== 'organisers') continue;
        if (isOpen(channel)) problems.report({ code: 'organisers-channel-open', name: channel.name }, { channel: channel.id });
        else problems.over('organisers-channel-open', purpose);
      }
    },
    unset: () => CHANNELS.filter((purpose) => !configured[purpose] && !find(purpose)),
    checkOne(id) {
      const channel = guild()?.channels.cache.get(id);
      const place = channel?.isThread() ? channel.parent : channel;
      if (place) checkPermissions(place);
    },
  };
}
