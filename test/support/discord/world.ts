import {
  type APIApplicationCommand,
  type APIAttachment,
  type APIMessage,
  type APIUser,
  ChannelType,
  PermissionFlagsBits,
} from 'discord.js';
import { type Clock, systemClock } from '../../../src/core/time.js';
import type { FakeScheduledEvent } from './routes/scheduled-events.js';

/** What the fake keeps of Discord's world: one guild, its people and channels, and all that was said. */
export interface FakeMember {
  readonly user: APIUser;
  nick: string | null;
  joinedAt: number;
  roles: string[];
}

export interface FakeChannel {
  readonly id: string;
  type:
    | ChannelType.GuildText
    | ChannelType.GuildVoice
    | ChannelType.GuildStageVoice
    | ChannelType.GuildForum
    | ChannelType.GuildMedia
    | ChannelType.DM
    | ChannelType.PrivateThread
    | ChannelType.PublicThread;
  name: string;
  parentId: string | null;
  ownerId: string | null;
  /** Members of a private thread, or the two of a direct conversation. */
  members: Set<string>;
  archived: boolean;
  locked: boolean;
  /** When it was archived; undefined: when it was made. */
  archivedAt?: number;
  /** Of a forum: what a post can or must be tagged with. */
  tags?: readonly { readonly id: string; readonly name: string; readonly moderated: boolean }[];
  tagRequired?: boolean;
  /** Of a forum's post. */
  appliedTags?: readonly string[];
  autoArchiveMinutes: number;
  overwrites: { id: string; type: 0 | 1; allow: bigint; deny: bigint }[];
  readonly messages: FakeMessage[];
  createdAt: number;
}

/** Who was notified by a message or an edit of it. */
export interface Pings {
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly everyone: boolean;
}

export interface FakeMessage {
  readonly message: APIMessage;
  readonly nonce: string | undefined;
  readonly nonceUntil: number;
  /** Who alone sees it; null: everyone in the channel. */
  readonly onlyFor: string | null;
  readonly pings: Pings[];
  deleted: boolean;
  /** Who reacted, by the emoji as the address of its reactions names it. */
  reactions?: Map<string, FakeReactions>;
}

export interface FakeReactions {
  readonly emoji: { readonly id: string | null; readonly name: string | null };
  readonly users: Set<string>;
  /** Which of them gave a super reaction; those are counted together and listed apart. */
  readonly bursts?: Set<string>;
}

export interface StoredFile {
  readonly attachment: APIAttachment;
  readonly bytes: Uint8Array;
  readonly expiresAt: number;
}

export interface World {
  readonly clock: Clock;
  readonly token: { value: string };
  readonly bot: APIUser;
  readonly applicationId: string;
  readonly guild: { readonly id: string; readonly name: string; readonly ownerId: string; present: boolean };
  readonly roles: Map<string, { id: string; name: string; permissions: bigint }>;
  readonly members: Map<string, FakeMember>;
  readonly users: Map<string, APIUser>;
  readonly channels: Map<string, FakeChannel>;
  /** By scope: `global` or a guild's id. */
  readonly commands: Map<string, APIApplicationCommand[]>;
  readonly files: Map<string, StoredFile>;
  /** Privileged intents that are switched on in the developer portal. */
  readonly privileged: { members: boolean; content: boolean };
  /** People who take no direct messages from strangers; and whether Discord has stopped the bot's direct messages. */
  readonly closedToMessages: Set<string>;
  readonly directMessages: { stopped: boolean; status: 403 | 429 };
  /** Where files are served from; set when the server listens. */
  readonly address: { http: string; ws: string };
  /** Who is in which voice or stage channel, by the id of the person. */
  readonly voices: Map<string, { readonly channel: FakeChannel; readonly session: string }>;
  readonly scheduledEvents: Map<string, FakeScheduledEvent>;
  /** Posts on which a thread was opened, also if it is gone. */
  readonly threadsOnPosts: Set<string>;
  /** How many threads may be active at once. */
  activeThreads: number;
  /** How many shards Discord asks for. */
  shards: number;
  id(): string;
}

const DISCORD_EPOCH = 1_420_070_400_000n;

export const EVERYONE =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.UseApplicationCommands;

/** What the bot's own role allows in a new world: exactly what the invite link asks for, unless a test takes something away. */
export const BOT_ROLE =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.CreatePrivateThreads |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.ManageThreads |
  PermissionFlagsBits.ManageMessages |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.CreateEvents |
  PermissionFlagsBits.ReadMessageHistory;

export function createWorld(options: { readonly clock?: Clock; readonly token?: string } = {}): World {
  const clock = options.clock ?? systemClock;
  let increment = 0n;
  const id = (): string => {
    increment += 1n;
    return String(((BigInt(clock.now()) - DISCORD_EPOCH) << 22n) + increment);
  };
  const botId = id();
  const bot = userOf(botId, 'mudhif', 'Mudhif', true);
  const guildId = id();
  const botRole = id();
  const world: World = {
    clock,
    token: { value: options.token ?? 'fake-token' },
    bot,
    applicationId: botId,
    guild: { id: guildId, name: 'Tigris network', ownerId: '1', present: true },
    roles: new Map([
      [guildId, { id: guildId, name: '@everyone', permissions: EVERYONE }],
      [botRole, { id: botRole, name: 'Mudhif', permissions: BOT_ROLE }],
    ]),
    members: new Map(),
    users: new Map([[botId, bot]]),
    channels: new Map(),
    commands: new Map(),
    files: new Map(),
    voices: new Map(),
    scheduledEvents: new Map(),
    privileged: { members: true, content: false },
    closedToMessages: new Set(),
    directMessages: { stopped: false, status: 403 },
    address: { http: '', ws: '' },
    threadsOnPosts: new Set(),
    activeThreads: 1_000,
    shards: 1,
    id,
  };
  world.members.set(botId, { user: bot, nick: null, joinedAt: clock.now(), roles: [botRole] });
  return world;
}

export function userOf(id: string, username: string, globalName: string | null, bot = false): APIUser {
  return { id, username, global_name: globalName, discriminator: '0', avatar: null, bot };
}

export function channelOf(world: World, given: Partial<FakeChannel> & Pick<FakeChannel, 'type' | 'name'>): FakeChannel {
  return {
    id: world.id(),
    parentId: null,
    ownerId: null,
    members: new Set(),
    archived: false,
    locked: false,
    autoArchiveMinutes: 10_080,
    overwrites: [],
    messages: [],
    createdAt: world.clock.now(),
    ...given,
  };
}

export function isForum({ type }: FakeChannel): boolean {
  return type === ChannelType.GuildForum || type === ChannelType.GuildMedia;
}

/** Whether people talk there; they can write there, too. */
export function isVoice({ type }: FakeChannel): boolean {
  return type === ChannelType.GuildVoice || type === ChannelType.GuildStageVoice;
}

export function isThread(channel: FakeChannel): boolean {
  return channel.type === ChannelType.PrivateThread || channel.type === ChannelType.PublicThread;
}
