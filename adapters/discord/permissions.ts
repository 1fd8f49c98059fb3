import { GatewayIntentBits, PermissionFlagsBits } from 'discord.js';

/** The permissions that the bot asks for in the server, and why. It needs no others. */
export const PERMISSIONS = [
  { name: 'View Channels', bit: PermissionFlagsBits.ViewChannel, why: 'to see the channels that it serves' },
  { name: 'Send Messages', bit: PermissionFlagsBits.SendMessages, why: 'to post invitations and reports' },
  { name: 'Send Messages in Threads', bit: PermissionFlagsBits.SendMessagesInThreads, why: 'to write in the private thread of each match' },
  { name: 'Create Private Threads', bit: PermissionFlagsBits.CreatePrivateThreads, why: 'to open a private thread for each match' },
  { name: 'Attach Files', bit: PermissionFlagsBits.AttachFiles, why: 'to send lists and reports as files' },
  {
    name: 'Read Message History',
    bit: PermissionFlagsBits.ReadMessageHistory,
    why: 'to see whether a message is there already before it is sent again',
  },
] as const;

/** The gateway intents of the bot, and why. Message content is not among them, so the bot never reads what people write. */
export const INTENTS = [
  { name: 'Guilds', bit: GatewayIntentBits.Guilds, why: 'channels, threads and commands' },
  {
    name: 'Server Members (privileged)',
    bit: GatewayIntentBits.GuildMembers,
    why: 'to welcome people who join and to stop writing to people who left',
  },
  {
    name: 'Guild Messages',
    bit: GatewayIntentBits.GuildMessages,
    why: 'to notice that somebody wrote in a private thread, without the text',
  },
] as const;

/** The address at which an organiser invites the bot with the permissions above (discord.com/developers/docs/topics/oauth2). */
export function inviteLink(applicationId: string, guildId?: string): string {
  const permissions = PERMISSIONS.reduce((sum, { bit }) => sum | bit, 0n);
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(permissions),
    ...(guildId === undefined ? {} : { guild_id: guildId, disable_guild_select: 'true' }),
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}

/** The permissions that the bot needs and `allowed` lacks, by their names in Discord's client. */
export function missingPermissions(allowed: bigint): readonly string[] {
  return PERMISSIONS.filter(({ bit }) => (allowed & bit) !== bit).map(({ name }) => name);
}
