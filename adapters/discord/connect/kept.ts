import { GatewayDispatchEvents as Event } from 'discord.js';
import { z } from 'zod';
import { pathOf, UnreadablePacketError } from './bad-packets.js';

const id = z.string().regex(/^\d{1,20}$/);
const bits = z.string().regex(/^\d{1,30}$/);
const overwrite = z.object({ id, type: z.union([z.literal(0), z.literal(1)]), allow: bits, deny: bits });
const channel = z.object({
  id,
  type: z.int(),
  guild_id: id.nullish(),
  parent_id: id.nullish(),
  name: z.string(),
  permission_overwrites: z.array(overwrite).optional(),
});
const thread = z.object({
  id,
  type: z.int(),
  guild_id: id.nullish(),
  parent_id: id.nullish(),
  owner_id: id.nullish(),
  name: z.string(),
  thread_metadata: z.object({ archived: z.boolean(), locked: z.boolean().optional() }).optional(),
});
const role = z.object({ id, name: z.string(), permissions: bits, position: z.int(), flags: z.int().optional() });
const member = z.object({ user: z.object({ id }), roles: z.array(id), flags: z.int().optional() });
const guildFields = z.object({
  id,
  owner_id: id.optional(),
  roles: z.array(role).optional(),
  channels: z.array(channel).optional(),
  threads: z.array(thread).optional(),
  members: z.array(member).optional(),
});
/** Everyone's role has the id of the server. Without it nobody's rights can be computed. */
const hasEveryone = (server: z.infer<typeof guildFields>) => server.roles?.some((each) => each.id === server.id) ?? true;
const WITHOUT_EVERYONE = { path: ['roles'] };
const roleEvent = z.object({ guild_id: id, role });

/** What discord.js keeps of the events that it is given, and the bot asks it for later. */
const KEPT: Readonly<Partial<Record<string, z.ZodType>>> = {
  [Event.GuildCreate]: z.union([
    z.strictObject({ id, unavailable: z.literal(true) }),
    guildFields
      .extend({ roles: z.array(role), channels: z.array(channel), threads: z.array(thread) })
      .refine(hasEveryone, WITHOUT_EVERYONE),
  ]),
  [Event.GuildUpdate]: guildFields.refine(hasEveryone, WITHOUT_EVERYONE),
  [Event.GuildRoleCreate]: roleEvent,
  [Event.GuildRoleUpdate]: roleEvent,
  [Event.GuildRoleDelete]: z.object({ guild_id: id, role_id: id }).refine((each) => each.role_id !== each.guild_id, { path: ['role_id'] }),
  [Event.GuildMemberUpdate]: member.extend({ guild_id: id }),
  [Event.ChannelCreate]: channel,
  [Event.ChannelUpdate]: channel,
  [Event.ThreadCreate]: thread,
  [Event.ThreadUpdate]: thread,
  [Event.ThreadListSync]: z.object({ guild_id: id, threads: z.array(thread) }),
};

/** Lists of a server that the bot never reads. They are left out, because discord.js would keep an object for each entry. */
const UNUSED = ['emojis', 'stickers', 'guild_scheduled_events', 'stage_instances', 'soundboard_sounds', 'voice_states', 'presences'];

export interface Packet {
  readonly t?: string | null;
  readonly d?: unknown;
}

/**
 * The packet as discord.js may keep it. A bad one is refused whole, because discord.js would keep half of it and fail whenever it is
 * read. Throws an `UnreadablePacketError`.
 */
export function keepable(packet: Packet): Packet {
  const read = KEPT[packet.t ?? '']?.safeParse(packet.d);
  if (read && !read.success) throw new UnreadablePacketError(pathOf(read.error));
  if (packet.t !== Event.GuildCreate && packet.t !== Event.GuildUpdate) return packet;
  return { ...packet, d: { ...(packet.d as object), ...Object.fromEntries(UNUSED.map((name) => [name, []])) } };
}
