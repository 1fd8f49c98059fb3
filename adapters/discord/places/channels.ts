import { ChannelType, type Client, type Guild, type GuildBasedChannel, PermissionFlagsBits, type Role } from 'discord.js';
import type { ChannelCheck, ChannelPurpose } from '../../../src/ports/chat.js';
import type { ServedChannelStore, ServedChannels } from '../../../src/ports/served-channels.js';
import type { ChosenChannels } from '../options.js';
import { missingPermissions } from '../permissions.js';
import type { Problems } from '../problems.js';
import { canServe, isNamed } from './conversations.js';
import type { ListedChannel } from './lookups.js';

/** The channels that serve the purposes. Purposes are given by name. */
export interface Channels {
  /** The id of the channel that serves a purpose; undefined if there is none, or if it must not be used. */
  id(purpose: string, takes?: 'posts'): string | undefined;
  /** Reads again which channels organisers have chosen. */
  refresh(): Promise<void>;
  /** Whether an id or a name could serve a purpose. */
  usable(purpose: string, wanted: string): ChannelCheck;
  /** Whether a channel serves a purpose, or is a thread under one that does. */
  concerns(channel: string, parent: string | null): boolean;
  /** The name of a channel that everyone can read. */
  openName(channel: string): string | undefined;
  /** Reports what is missing in the channels that serve a purpose. */
  check(): void;
  /** Purposes that no channel serves and for which organisers have chosen none. */
  unset(): readonly string[];
  /** Reports which permissions are missing in one channel, or in the channel of a thread. */
  checkOne(channel: string): void;
  /** The same for a channel in which threads are opened; from now on what these need is checked there too. */
  checkThreads(channel: string): void;
}

/** Finds the channel of each purpose: the one that organisers have chosen, or else the first that has a usual name. */
export function createChannels(options: {
  readonly client: () => Client | undefined;
  readonly guildId: () => string;
  readonly purposes: readonly ChannelPurpose[];
  readonly chosen: () => Promise<ChosenChannels>;
  readonly problems: Problems;
  /** Finds a channel by id or name where there is no gateway. */
  readonly served?: ServedChannelStore | undefined;
  readonly lookUp: (wanted: string, suits: (type: ChannelType) => boolean) => ListedChannel | undefined;
}): Channels {
  const { problems, purposes } = options;
  let chosen: ChosenChannels = {};
  /** Undefined until it is read. */
  let served: ServedChannels | undefined;
  /** Channels in which threads are opened. */
  const withThreads = new Set<string>();
  const guild = (): Guild | undefined => options.client()?.guilds.cache.get(options.guildId());

  const purposeOf = (name: string): ChannelPurpose | undefined => purposes.find((purpose) => purpose.name === name);
  const namesFor = (purpose: ChannelPurpose): readonly string[] => {
    const wanted = chosen[purpose.name];
    return wanted ? [wanted] : purpose.usualNames;
  };
  const named = (wanted: string, purpose: ChannelPurpose): GuildBasedChannel | undefined =>
    guild()?.channels.cache.find((channel) => canServe(channel.type, purpose) && isNamed(channel, wanted));
  const find = (purpose: ChannelPurpose): GuildBasedChannel | undefined => firstOf(namesFor(purpose), (name) => named(name, purpose));
  const lookUp = (purpose: ChannelPurpose): ListedChannel | undefined =>
    firstOf(namesFor(purpose), (name) => options.lookUp(name, (type) => canServe(type, purpose)));

  /** What is said to organisers is not for everyone, so a channel that everyone can read is not used for it. */
  const isTooOpen = (purpose: ChannelPurpose, open: boolean): boolean => purpose.readers === 'organisers' && open;

  const checkPermissions = (channel: GuildBasedChannel): void => {
    const served = purposes.filter((each) => find(each)?.id === channel.id);
    const missing = missingIn(channel, withThreads.has(channel.id) || served.some(({ inThreads }) => inThreads));
    const purpose = served[0]?.name;
    if (missing === undefined) return;
    if (missing.length > 0) {
      const permissions = missing.join(', ');
      problems.report({ code: 'permission-missing', purpose, channel: channel.name, permissions }, { channel: channel.id });
    } else if (purpose !== undefined) problems.over('permission-missing', purpose);
  };

  const checkPurpose = (purpose: ChannelPurpose): void => {
    const { name, readers } = purpose;
    const channel = find(purpose);
    const wanted = chosen[name];
    // A purpose for which no channel was ever chosen or found is not reported as missing.
    const lacked = wanted ?? served?.[name]?.name;
    if (!channel && lacked) return problems.report({ code: 'channel-missing', purpose: name, name: lacked });
    problems.over('channel-missing', name);
    if (!channel) return;
    checkPermissions(channel);
    if (readers !== 'organisers') return;
    if (isOpen(channel)) problems.report({ code: 'organisers-channel-open', purpose: name, name: channel.name }, { channel: channel.id });
    else problems.over('organisers-channel-open', name);
  };

  /** Keeps which channels serve now. One that was lost stays, so that it is missed until another one serves. */
  const remember = (): void => {
    if (!served || !options.served || !guild()) return;
    const found = purposes.flatMap((purpose) => {
      const channel = find(purpose);
      return channel ? [[purpose.name, { id: channel.id, name: channel.name }] as const] : [];
    });
    served = { ...served, ...Object.fromEntries(found) };
    // The next check tries again.
    void options.served.save(served).catch(() => undefined);
  };

  const checkOne = (place: GuildBasedChannel | undefined): void => {
    if (place) checkPermissions(place);
  };
  const placeOf = (id: string): GuildBasedChannel | undefined => {
    const channel = guild()?.channels.cache.get(id);
    return channel?.isThread() ? (channel.parent ?? undefined) : channel;
  };

  return {
    async refresh() {
      chosen = await options.chosen();
      served ??= (await options.served?.load()) ?? {};
    },
    usable(name, wanted) {
      const purpose = purposeOf(name);
      const channel = purpose && named(wanted, purpose);
      if (!channel) return 'missing';
      if (isTooOpen(purpose, isOpen(channel))) return 'open';
      return (missingIn(channel, purpose.inThreads ?? false) ?? []).length > 0 ? 'no-access' : 'usable';
    },
    id(name, takes) {
      const known = purposeOf(name);
      // Nobody posts in a forum itself.
      const purpose = known && takes === 'posts' ? { ...known, inThreads: false } : known;
      if (!purpose) return undefined;
      const channel = find(purpose);
      const found = channel ? { id: channel.id, open: isOpen(channel) } : lookUp(purpose);
      return found && !isTooOpen(purpose, found.open) ? found.id : undefined;
    },
    concerns: (channel, parent) =>
      purposes.some((purpose) => {
        const id = find(purpose)?.id;
        return id !== undefined && (id === channel || id === parent);
      }),
    openName(id) {
      const channel = guild()?.channels.cache.get(id);
      return channel && channel.type !== ChannelType.PrivateThread && isOpen(channel) ? channel.name : undefined;
    },
    check() {
      purposes.forEach(checkPurpose);
      remember();
    },
    unset: () => purposes.filter((purpose) => !chosen[purpose.name] && !find(purpose)).map(({ name }) => name),
    checkOne: (id) => checkOne(placeOf(id)),
    checkThreads(id) {
      const place = placeOf(id);
      if (place) withThreads.add(place.id);
      checkOne(place);
    },
  };
}

function firstOf<T>(names: readonly string[], find: (name: string) => T | undefined): T | undefined {
  for (const name of names) {
    const found = find(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether everyone in the server can read a channel; not that anybody knows while the server's roles are not there. */
function isOpen(channel: GuildBasedChannel): boolean {
  const everyone = everyoneOf(channel);
  return everyone !== undefined && channel.permissionsFor(everyone).has(PermissionFlagsBits.ViewChannel);
}

/** The permissions that the bot lacks in a channel; undefined while the roles of the server, or the bot's own, are not known. */
function missingIn(channel: GuildBasedChannel, withThreads: boolean): readonly string[] | undefined {
  const { me } = channel.guild.members;
  return me && everyoneOf(channel) ? missingPermissions(channel.permissionsFor(me).bitfield, withThreads) : undefined;
}

/** The role that everyone has. discord.js says that it is always there, and fails where a server's roles have not come yet. */
function everyoneOf({ guild }: GuildBasedChannel): Role | undefined {
  return guild.roles.cache.get(guild.id);
}
