import { GatewayIntentBits, PermissionFlagsBits } from 'discord.js';

/** What the bot asks for in the server, and why. Nothing else is needed. */
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

/** What the bot listens to, and why. It never reads what people write: message content is not asked for. */
export const INTENTS = [
  { name: 'Guilds', bit: GatewayIntentBits.Guilds, why: 'channels, threads and commands' },
  { name: 'Server Members (privileged)', bit: GatewayIntentBits.GuildMembers, why: 'to welcome who joins and to stop writing to who left' },
  {
    name: 'Guild Messages',
    bit: GatewayIntentBits.GuildMessages,
    why: 'to notice that somebody wrote in a private thread; without the words',
  },
] as const;

/** The address at which an organiser invites the bot, with the permissions above. */
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

/** The permissions of ours that `allowed` lacks, by their names in Discord's client. */
export function missingPermissions(allowed: bigint): readonly string[] {
  return PERMISSIONS.filter(({ bit }) => (allowed & bit) !== bit).map(({ name }) => name);
}
