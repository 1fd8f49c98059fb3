import { ApplicationFlags, GatewayIntentBits, PermissionFlagsBits } from 'discord.js';
import type { PlatformNeedName } from '../../src/ports/needs.js';

/** The permissions that the bot asks for in the server, and why. It needs no others. */
export const PERMISSIONS = [
  { name: 'View Channels', bit: PermissionFlagsBits.ViewChannel, why: 'to see the channels that it serves' },
  { name: 'Send Messages', bit: PermissionFlagsBits.SendMessages, why: 'to post invitations and reports' },
  {
    name: 'Send Messages in Threads',
    bit: PermissionFlagsBits.SendMessagesInThreads,
    why: 'to write in the private thread of each match, and in discussions',
  },
  { name: 'Create Private Threads', bit: PermissionFlagsBits.CreatePrivateThreads, why: 'to open a private thread for each match' },
  { name: 'Attach Files', bit: PermissionFlagsBits.AttachFiles, why: 'to send lists and reports as files' },
  {
    name: 'Read Message History',
    bit: PermissionFlagsBits.ReadMessageHistory,
    why: 'to see whether a message is there already before it is sent again',
  },
] as const;

/** What the bot needs besides in channels where it opens threads for everyone, and why. */
export const THREAD_PERMISSIONS = [
  { name: 'Create Public Threads', bit: PermissionFlagsBits.CreatePublicThreads, why: 'to open a thread for each discussion' },
  { name: 'Manage Threads', bit: PermissionFlagsBits.ManageThreads, why: 'to close a discussion, and to add its summary afterwards' },
  { name: 'Manage Messages', bit: PermissionFlagsBits.ManageMessages, why: 'to delete a contribution that an organiser takes down' },
] as const;

/** What the bot needs besides to keep the server's scheduled events in step with the events of the community. */
export const EVENT_PERMISSION = {
  name: 'Create Events',
  bit: PermissionFlagsBits.CreateEvents,
  why: 'to keep the server’s scheduled events in step with the events',
} as const;

/** A gateway intent, and why the bot asks for it. */
export interface Intent {
  readonly name: string;
  readonly bit: GatewayIntentBits;
  readonly why: string;
  /** The flags of an application that may use it; without them everyone may. */
  readonly flags?: number;
}

/** The gateway intents that the bot always asks for, and why. Events of threads come with those of messages; only reactions do not. */
export const INTENTS: readonly Intent[] = [
  { name: 'Guilds', bit: GatewayIntentBits.Guilds, why: 'channels, threads and commands' },
  {
    name: 'Server Members (privileged)',
    bit: GatewayIntentBits.GuildMembers,
    why: 'to welcome people who join and to stop writing to people who left',
  },
  {
    name: 'Guild Messages',
    bit: GatewayIntentBits.GuildMessages,
    why: 'to notice that somebody wrote in a private thread or mentioned the bot, without the text',
  },
  {
    name: 'Direct Messages',
    bit: GatewayIntentBits.DirectMessages,
    why: 'to answer whoever writes to the bot itself',
  },
  {
    name: 'Guild Scheduled Events',
    bit: GatewayIntentBits.GuildScheduledEvents,
    why: 'to hear whom an event interests that it put into the server’s calendar',
  },
];

/** The gateway intent that each need requires, and why. Without that of the text the bot learns who wrote in a thread, but not what. */
export const NEED_INTENTS: Readonly<Record<PlatformNeedName, Intent>> = {
  'read-thread-text': {
    name: 'Message Content (privileged)',
    bit: GatewayIntentBits.MessageContent,
    flags: ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited,
    why: 'to keep what people wrote in its threads, if they agreed',
  },
  'thread-reactions': {
    name: 'Guild Message Reactions',
    bit: GatewayIntentBits.GuildMessageReactions,
    why: 'to notice reactions in its threads',
  },
  'voice-presence': {
    name: 'Guild Voice States',
    bit: GatewayIntentBits.GuildVoiceStates,
    why: 'to notice who comes into the voice channel of an event',
  },
};

/** The address at which an organiser invites the bot with the permissions above (discord.com/developers/docs/topics/oauth2). */
export function inviteLink(applicationId: string, guildId?: string): string {
  const permissions = [...PERMISSIONS, ...THREAD_PERMISSIONS, EVENT_PERMISSION].reduce((sum, { bit }) => sum | bit, 0n);
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(permissions),
    ...(guildId === undefined ? {} : { guild_id: guildId, disable_guild_select: 'true' }),
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}

/** The permissions that the bot needs, for threads too if `withThreads`, and `allowed` lacks, by their names in Discord's client. */
export function missingPermissions(allowed: bigint, withThreads: boolean): readonly string[] {
  return [...PERMISSIONS, ...(withThreads ? THREAD_PERMISSIONS : [])].filter(({ bit }) => (allowed & bit) !== bit).map(({ name }) => name);
}
