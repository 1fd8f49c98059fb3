import { GatewayDispatchEvents as Event, type GatewayDispatchPayload, InteractionType as Kind } from 'discord.js';
import { z } from 'zod';
import { pathOf, UnreadablePacketError } from '../connect/bad-packets.js';
import { voiceState } from './voices.js';

const id = z.string().regex(/^\d{1,20}$/);
const moment = z.string().refine((text) => !Number.isNaN(Date.parse(text)));
const user = z.object({ id, username: z.string(), global_name: z.string().nullish(), bot: z.boolean().optional() });
const member = z.object({ user, nick: z.string().nullish(), joined_at: moment.nullish() });
const channel = z.object({ id, type: z.int(), guild_id: id.nullish(), parent_id: id.nullish(), owner_id: id.nullish() });
const attachment = z.object({ id, filename: z.string(), size: z.number(), url: z.string(), content_type: z.string().nullish() });

const message = z.object({
  id,
  channel_id: id,
  guild_id: id.nullish(),
  author: user,
  type: z.int(),
  content: z.string(),
  timestamp: moment,
  edited_timestamp: moment.nullish(),
  mentions: z.array(user.extend({ member: z.object({ nick: z.string().nullish() }).nullish() })),
  attachments: z.array(attachment),
  referenced_message: z.object({ author: z.object({ id }) }).nullish(),
});
/** Without a moment nobody has changed the text, and nothing else is read. */
const untouched = z.object({ channel_id: id, edited_timestamp: z.null().optional() });
const reaction = z.object({
  user_id: id,
  channel_id: id,
  message_id: id,
  guild_id: id.nullish(),
  message_author_id: id.nullish(),
  member: z.object({ user: z.object({ bot: z.boolean().optional() }).nullish() }).nullish(),
  emoji: z.object({ id: id.nullish(), name: z.string().nullish() }),
});
const thread = channel.extend({
  name: z.string().nullish(),
  thread_metadata: z.object({ locked: z.boolean().optional() }).nullish(),
});

const interaction = z.object({
  id,
  application_id: id,
  token: z.string().min(1),
  type: z.union(
    [Kind.ApplicationCommand, Kind.MessageComponent, Kind.ApplicationCommandAutocomplete, Kind.ModalSubmit].map((kind) => z.literal(kind)),
  ),
  guild_id: id.nullish(),
  channel_id: id.nullish(),
  channel: z.object({ id, type: z.int() }).nullish(),
  user: user.nullish(),
  member: z.object({ user, nick: z.string().nullish(), permissions: z.string().regex(/^\d+$/) }).nullish(),
  message: z.object({ id, flags: z.int().optional() }).nullish(),
  data: z.object({ name: z.string().optional(), custom_id: z.string().optional() }),
});
const ping = z.object({ type: z.literal(Kind.Ping) });

const inServer = z.object({ guild_id: id.nullish() });

/** What the bot reads of the events that it handles; other fields may be anything. */
const SCHEMAS: Readonly<Partial<Record<string, z.ZodType>>> = {
  [Event.Ready]: z.object({
    user: z.object({ id }),
    application: z.object({ id }),
    guilds: z.array(z.object({ id })),
    shard: z.tuple([z.int(), z.int()]).nullish(),
  }),
  [Event.GuildCreate]: z.union([
    z.object({ id, unavailable: z.literal(true) }),
    z.object({ id, channels: z.array(channel), threads: z.array(channel) }),
  ]),
  [Event.GuildDelete]: z.object({ id, unavailable: z.boolean().optional() }),
  [Event.InteractionCreate]: z.union([ping, interaction]),
  [Event.MessageCreate]: message,
  [Event.MessageUpdate]: z.union([untouched, message]),
  [Event.MessageDelete]: inServer.extend({ id, channel_id: id }),
  [Event.MessageDeleteBulk]: inServer.extend({ ids: z.array(id), channel_id: id }),
  [Event.MessageReactionAdd]: reaction,
  [Event.MessageReactionRemove]: reaction,
  [Event.GuildScheduledEventUserAdd]: z.object({ guild_id: id, user_id: id, guild_scheduled_event_id: id }),
  [Event.VoiceStateUpdate]: voiceState.extend({ guild_id: id.nullish() }),
  [Event.GuildMemberAdd]: member.extend({ guild_id: id }),
  [Event.GuildMemberRemove]: z.object({ guild_id: id, user: z.object({ id }) }),
  [Event.ThreadCreate]: thread,
  [Event.ThreadUpdate]: thread,
  [Event.ThreadDelete]: inServer.extend({ id }),
  [Event.ChannelCreate]: channel,
  [Event.ChannelUpdate]: channel,
  [Event.ChannelDelete]: channel,
  [Event.GuildRoleUpdate]: inServer,
};

/** Throws an `UnreadablePacketError` if a packet lacks a field that the bot reads, so that no event is handled in part. */
export function assertReadable({ t, d }: GatewayDispatchPayload): void {
  const read = SCHEMAS[t]?.safeParse(d);
  if (read && !read.success) throw new UnreadablePacketError(pathOf(read.error));
}
