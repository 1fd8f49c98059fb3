import { ChannelType, PermissionFlagsBits } from 'discord.js';
import { missingAccess, missingPermissions } from './errors.js';
import { type FakeChannel, isThread, type World } from './world.js';

const ALL = ~0n;

/** What a member may do in a channel: roles first, then the channel's overwrites (everyone, roles, the member). */
export function permissionsIn(world: World, user: string, channel: FakeChannel): bigint {
  if (channel.type === ChannelType.DM) return channel.members.has(user) ? ALL : 0n;
  const member = world.members.get(user);
  if (!member) return 0n;
  const parent = isThread(channel) && channel.parentId !== null ? world.channels.get(channel.parentId) : undefined;
  const roles = [world.guild.id, ...member.roles];
  let allowed = roles.reduce((sum, role) => sum | (world.roles.get(role)?.permissions ?? 0n), 0n);
  if (user === world.guild.ownerId || allowed & PermissionFlagsBits.Administrator) return ALL;
  const overwrites = (parent ?? channel).overwrites;
  for (const stage of [(id: string) => id === world.guild.id, (id: string) => member.roles.includes(id), (id: string) => id === user]) {
    const here = overwrites.filter(({ id }) => stage(id));
    for (const { deny } of here) allowed &= ~deny;
    for (const { allow } of here) allowed |= allow;
  }
  if (!(allowed & PermissionFlagsBits.ViewChannel)) return 0n;
  if (channel.type === ChannelType.PrivateThread && !channel.members.has(user) && !(allowed & PermissionFlagsBits.ManageThreads)) return 0n;
  return allowed;
}

export function mayView(world: World, user: string, channel: FakeChannel): boolean {
  return (permissionsIn(world, user, channel) & PermissionFlagsBits.ViewChannel) !== 0n;
}

/** Refuses as Discord does: 50001 for a channel that the bot can't see, 50013 for a permission that it lacks there. */
export function demand(world: World, channel: FakeChannel, ...needed: readonly bigint[]): void {
  const allowed = permissionsIn(world, world.bot.id, channel);
  if (!(allowed & PermissionFlagsBits.ViewChannel)) throw missingAccess();
  if (needed.some((permission) => !(allowed & permission))) throw missingPermissions();
}
