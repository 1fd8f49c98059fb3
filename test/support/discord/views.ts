import { ChannelType, GatewayIntentBits } from 'discord.js';
import { type FakeChannel, type FakeMember, isForum, isThread, isVoice, type World } from './world.js';

/** The JSON that Discord shows of what the world holds. */
export function memberView(member: FakeMember): Record<string, unknown> {
  return {
    user: member.user,
    nick: member.nick,
    avatar: null,
    roles: member.roles,
    joined_at: new Date(member.joinedAt).toISOString(),
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
  };
}

export function channelView(world: World, channel: FakeChannel): Record<string, unknown> {
  const base = { id: channel.id, type: channel.type, last_message_id: channel.messages.at(-1)?.message.id ?? null };
  if (channel.type === ChannelType.DM) {
    const recipients = [...channel.members].filter((id) => id !== world.bot.id).map((id) => world.users.get(id));
    return { ...base, recipients };
  }
  const inGuild = { ...base, guild_id: world.guild.id, name: channel.name, parent_id: channel.parentId };
  if (!isThread(channel)) {
    return {
      ...inGuild,
      ...(isForum(channel) ? forumView(channel) : {}),
      ...(isVoice(channel) ? { bitrate: 64_000, user_limit: 0, rtc_region: null } : {}),
      position: 0,
      nsfw: false,
      topic: null,
      rate_limit_per_user: 0,
      permission_overwrites: channel.overwrites.map(({ id, type, allow, deny }) => ({
        id,
        type,
        allow: String(allow),
        deny: String(deny),
      })),
    };
  }
  return {
    ...inGuild,
    owner_id: channel.ownerId,
    message_count: channel.messages.length,
    total_message_sent: channel.messages.length,
    member_count: channel.members.size,
    rate_limit_per_user: 0,
    flags: 0,
    ...(channel.appliedTags ? { applied_tags: channel.appliedTags } : {}),
    thread_metadata: {
      archived: channel.archived,
      locked: channel.locked,
      auto_archive_duration: channel.autoArchiveMinutes,
      archive_timestamp: new Date(archivedAt(channel)).toISOString(),
      create_timestamp: new Date(channel.createdAt).toISOString(),
      ...(channel.type === ChannelType.PrivateThread ? { invitable: false } : {}),
    },
  };
}

function forumView({ tags = [], tagRequired = false }: FakeChannel): Record<string, unknown> {
  return {
    flags: tagRequired ? 1 << 4 : 0,
    available_tags: tags.map((tag) => ({ ...tag, emoji_id: null, emoji_name: null })),
    default_reaction_emoji: null,
    default_sort_order: null,
    default_forum_layout: 0,
  };
}

/** When a thread was archived last. */
export function archivedAt(thread: FakeChannel): number {
  return thread.archivedAt ?? thread.createdAt;
}

export function threadMemberView(channel: FakeChannel, user: string): Record<string, unknown> {
  return { id: channel.id, user_id: user, join_timestamp: new Date(channel.createdAt).toISOString(), flags: 0 };
}

export function rolesView(world: World): readonly Record<string, unknown>[] {
  return [...world.roles.values()].map((role, position) => ({
    id: role.id,
    name: role.name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position,
    permissions: String(role.permissions),
    managed: false,
    mentionable: false,
    flags: 0,
  }));
}

export function guildView(world: World): Record<string, unknown> {
  return {
    id: world.guild.id,
    name: world.guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: world.guild.ownerId,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    roles: rolesView(world),
    emojis: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    preferred_locale: 'en-US',
    public_updates_channel_id: null,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    safety_alerts_channel_id: null,
    stickers: [],
  };
}

/** A voice state as a server's list has it: without the server and the member; somebody who left is in no channel. */
export function voiceStateView(world: World, user: string): Record<string, unknown> {
  const own = world.voices.get(user);
  const isListener = own?.channel.type === ChannelType.GuildStageVoice;
  return {
    channel_id: own?.channel.id ?? null,
    user_id: user,
    session_id: own?.session ?? 'none',
    deaf: false,
    mute: false,
    self_deaf: false,
    self_mute: false,
    self_video: false,
    suppress: isListener,
    request_to_speak_timestamp: null,
  };
}

/** The guild as the gateway tells it: with channels, threads that the bot is in, and (by intent) members. */
export function guildCreateView(world: World, intents: number): Record<string, unknown> {
  const own = world.members.get(world.bot.id);
  const members = intents & GatewayIntentBits.GuildMembers ? [...world.members.values()] : own ? [own] : [];
  const channels = [...world.channels.values()];
  return {
    ...guildView(world),
    joined_at: new Date(own?.joinedAt ?? 0).toISOString(),
    large: false,
    unavailable: false,
    member_count: world.members.size,
    voice_states: intents & GatewayIntentBits.GuildVoiceStates ? [...world.voices.keys()].map((id) => voiceStateView(world, id)) : [],
    members: members.map(memberView),
    channels: channels
      .filter((channel) => channel.type === ChannelType.GuildText || isForum(channel) || isVoice(channel))
      .map((channel) => channelView(world, channel)),
    threads: channels
      .filter((channel) => isThread(channel) && !channel.archived && channel.members.has(world.bot.id))
      .map((channel) => channelView(world, channel)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
