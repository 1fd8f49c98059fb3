import type { DiscordHarness } from './harness.js';
import { channelView, guildCreateView, memberView, rolesView } from './views.js';

type Fields = Readonly<Record<string, unknown>>;
export interface SamplePacket {
  readonly op: number;
  readonly t: string | null;
  readonly d: unknown;
}

/** A packet of every type that Discord sends (discord.com/developers/docs/events/gateway-events), as it comes. */
export function samplePackets(harness: DiscordHarness): readonly SamplePacket[] {
  const { world } = harness.discord;
  const { zainab, channels } = harness;
  const guild_id = world.guild.id;
  const id = '1300000000000000001';
  const user = world.users.get(zainab.id) ?? world.bot;
  const stored = world.members.get(zainab.id);
  const member = stored ? memberView(stored) : {};
  const { user: _, ...withoutUser } = member as Fields & { user?: unknown };
  const at = '2026-11-01T09:00:00.000000+00:00';
  const channel = channelView(world, channels.coffee);
  const thread = {
    ...channel,
    id: '1300000000000000002',
    type: 11,
    parent_id: channels.coffee.id,
    owner_id: world.bot.id,
    name: 'thread',
    member_count: 2,
    thread_metadata: { archived: false, locked: false, auto_archive_duration: 10_080, archive_timestamp: at, create_timestamp: at },
    member: { id: '1300000000000000002', user_id: world.bot.id, join_timestamp: at, flags: 0 },
  };
  const attachment = {
    id,
    filename: 'a.pdf',
    size: 3,
    url: 'http://127.0.0.1:9/a.pdf',
    proxy_url: 'http://127.0.0.1:9/a.pdf',
    content_type: 'application/pdf',
  };
  const message: Fields = {
    id,
    channel_id: channels.coffee.id,
    guild_id,
    author: user,
    member: withoutUser,
    content: 'words of a person',
    timestamp: at,
    edited_timestamp: at,
    tts: false,
    mention_everyone: false,
    mentions: [{ ...user, member: withoutUser }],
    mention_roles: [],
    attachments: [attachment],
    embeds: [{ title: 'words', fields: [{ name: 'words', value: 'words' }] }],
    reactions: [
      { count: 1, count_details: { burst: 0, normal: 1 }, me: false, me_burst: false, emoji: { id: null, name: '👍' }, burst_colors: [] },
    ],
    pinned: false,
    type: 0,
    flags: 0,
    components: [{ type: 1, id: 1, components: [{ type: 2, id: 2, style: 1, custom_id: 'coffee:join:1', label: 'Join' }] }],
    poll: {
      question: { text: 'words' },
      answers: [{ answer_id: 1, poll_media: { text: 'words' } }],
      expiry: at,
      allow_multiselect: false,
      layout_type: 1,
    },
    message_snapshots: [{ message: { content: 'words', attachments: [], embeds: [], mentions: [], timestamp: at, type: 0, flags: 0 } }],
    thread,
  };
  const inGuild = {
    id: '1300000000000000003',
    application_id: world.applicationId,
    token: 'token',
    version: 1,
    guild_id,
    channel_id: channels.coffee.id,
    channel,
    member: { ...member, permissions: '2048' },
    locale: 'en-US',
    entitlements: [],
  };
  const interactions = [
    {
      ...inGuild,
      type: 2,
      data: {
        id,
        name: 'profile',
        type: 1,
        options: [
          {
            type: 1,
            name: 'edit',
            options: [
              { type: 3, name: 'name', value: 'words' },
              { type: 11, name: 'file', value: id },
            ],
          },
        ],
        resolved: { attachments: { [id]: attachment } },
      },
    },
    { ...inGuild, type: 2, data: { id, name: 'message', type: 3, target_id: id, resolved: { messages: { [id]: message } } } },
    { ...inGuild, type: 3, message, data: { component_type: 3, custom_id: 'coffee:pick:1', values: ['a', 'b'] } },
    { ...inGuild, type: 3, message, data: { component_type: 2, custom_id: 'coffee:join:1' } },
    {
      ...inGuild,
      type: 4,
      data: {
        id,
        name: 'profile',
        type: 1,
        options: [{ type: 1, name: 'edit', options: [{ type: 3, name: 'name', value: 'wor', focused: true }] }],
      },
    },
    {
      ...inGuild,
      type: 5,
      message,
      data: {
        custom_id: 'profile:edit',
        components: [
          { type: 18, id: 1, component: { type: 4, id: 2, custom_id: 'f:name', value: 'words' } },
          { type: 18, id: 3, component: { type: 3, id: 4, custom_id: 'f:kind', values: ['a'] } },
          { type: 18, id: 5, component: { type: 19, id: 6, custom_id: 'f:file', values: [id] } },
        ],
        resolved: { attachments: { [id]: attachment } },
      },
    },
  ];
  const event = {
    id,
    guild_id,
    channel_id: channels.coffee.id,
    creator_id: zainab.id,
    name: 'words',
    scheduled_start_time: at,
    privacy_level: 2,
    status: 1,
    entity_type: 2,
    entity_metadata: null,
    creator: user,
  };
  const rule = {
    id,
    guild_id,
    name: 'words',
    creator_id: zainab.id,
    event_type: 1,
    trigger_type: 1,
    trigger_metadata: { keyword_filter: ['words'] },
    actions: [{ type: 1, metadata: {} }],
    enabled: true,
    exempt_roles: [],
    exempt_channels: [],
  };
  const reaction = {
    user_id: zainab.id,
    channel_id: channels.coffee.id,
    message_id: id,
    guild_id,
    member,
    emoji: { id: null, name: '👍' },
    message_author_id: world.bot.id,
    burst: false,
    type: 0,
  };
  const voice = {
    guild_id,
    channel_id: channels.coffee.id,
    user_id: zainab.id,
    member,
    session_id: 'a',
    deaf: false,
    mute: false,
    self_deaf: false,
    self_mute: false,
    self_video: false,
    suppress: false,
    request_to_speak_timestamp: null,
  };
  const sound = { name: 'words', sound_id: id, volume: 1, emoji_id: null, emoji_name: null, guild_id, available: true };
  const paid = {
    id,
    sku_id: id,
    application_id: world.applicationId,
    user_id: zainab.id,
    type: 8,
    deleted: false,
    consumed: false,
    starts_at: at,
    ends_at: at,
  };
  const subscription = {
    id,
    user_id: zainab.id,
    sku_ids: [id],
    entitlement_ids: [id],
    current_period_start: at,
    current_period_end: at,
    status: 0,
    canceled_at: null,
  };
  const stage = { id, guild_id, channel_id: channels.coffee.id, topic: 'words', privacy_level: 2 };
  const vote = { user_id: zainab.id, channel_id: channels.coffee.id, message_id: id, guild_id, answer_id: 1 };
  const [role] = rolesView(world);
  const many: Fields = {
    APPLICATION_COMMAND_PERMISSIONS_UPDATE: {
      id,
      application_id: world.applicationId,
      guild_id,
      permissions: [{ id, type: 1, permission: true }],
    },
    AUTO_MODERATION_ACTION_EXECUTION: {
      guild_id,
      action: { type: 1 },
      rule_id: id,
      rule_trigger_type: 1,
      user_id: zainab.id,
      content: 'words',
    },
    AUTO_MODERATION_RULE_CREATE: rule,
    AUTO_MODERATION_RULE_DELETE: rule,
    AUTO_MODERATION_RULE_UPDATE: rule,
    CHANNEL_CREATE: { ...channel, id: '1300000000000000009' },
    CHANNEL_DELETE: { ...channel, id: '1300000000000000009' },
    CHANNEL_PINS_UPDATE: { guild_id, channel_id: channels.coffee.id, last_pin_timestamp: at },
    CHANNEL_UPDATE: channel,
    ENTITLEMENT_CREATE: paid,
    ENTITLEMENT_DELETE: paid,
    ENTITLEMENT_UPDATE: paid,
    GUILD_AUDIT_LOG_ENTRY_CREATE: {
      guild_id,
      id,
      user_id: zainab.id,
      target_id: zainab.id,
      action_type: 24,
      changes: [{ key: 'nick', old_value: 'a', new_value: 'b' }],
    },
    GUILD_BAN_ADD: { guild_id, user },
    GUILD_BAN_REMOVE: { guild_id, user },
    GUILD_CREATE: guildCreateView(world, 0xffff_ffff),
    GUILD_DELETE: { id: '1300000000000000004', unavailable: true },
    GUILD_EMOJIS_UPDATE: { guild_id, emojis: [{ id, name: 'words', roles: [], available: true }] },
    GUILD_INTEGRATIONS_UPDATE: { guild_id },
    GUILD_MEMBERS_CHUNK: { guild_id, members: [member], chunk_index: 0, chunk_count: 1 },
    GUILD_MEMBER_ADD: { ...member, guild_id },
    GUILD_MEMBER_REMOVE: { guild_id, user: { ...user, id: '1300000000000000005' } },
    GUILD_MEMBER_UPDATE: { ...member, guild_id },
    GUILD_ROLE_CREATE: { guild_id, role },
    GUILD_ROLE_DELETE: { guild_id, role_id: '1300000000000000006' },
    GUILD_ROLE_UPDATE: { guild_id, role },
    GUILD_SCHEDULED_EVENT_CREATE: event,
    GUILD_SCHEDULED_EVENT_DELETE: event,
    GUILD_SCHEDULED_EVENT_UPDATE: event,
    GUILD_SCHEDULED_EVENT_USER_ADD: { guild_scheduled_event_id: id, user_id: zainab.id, guild_id },
    GUILD_SCHEDULED_EVENT_USER_REMOVE: { guild_scheduled_event_id: id, user_id: zainab.id, guild_id },
    GUILD_SOUNDBOARD_SOUNDS_UPDATE: { guild_id, soundboard_sounds: [sound] },
    GUILD_SOUNDBOARD_SOUND_CREATE: sound,
    GUILD_SOUNDBOARD_SOUND_DELETE: { guild_id, sound_id: id },
    GUILD_SOUNDBOARD_SOUND_UPDATE: sound,
    GUILD_STICKERS_UPDATE: { guild_id, stickers: [{ id, name: 'words', tags: 'words', type: 2, format_type: 1, guild_id }] },
    GUILD_UPDATE: guildCreateView(world, 0),
    INVITE_CREATE: {
      channel_id: channels.coffee.id,
      code: 'abc',
      created_at: at,
      guild_id,
      inviter: user,
      max_age: 0,
      max_uses: 0,
      temporary: false,
      uses: 0,
    },
    INVITE_DELETE: { channel_id: channels.coffee.id, guild_id, code: 'abc' },
    MESSAGE_CREATE: message,
    MESSAGE_DELETE: { id, channel_id: channels.coffee.id, guild_id },
    MESSAGE_DELETE_BULK: { ids: [id, '1300000000000000007'], channel_id: channels.coffee.id, guild_id },
    MESSAGE_POLL_VOTE_ADD: vote,
    MESSAGE_POLL_VOTE_REMOVE: vote,
    MESSAGE_REACTION_ADD: reaction,
    MESSAGE_REACTION_REMOVE: reaction,
    MESSAGE_REACTION_REMOVE_ALL: { channel_id: channels.coffee.id, message_id: id, guild_id },
    MESSAGE_REACTION_REMOVE_EMOJI: { channel_id: channels.coffee.id, message_id: id, guild_id, emoji: { id: null, name: '👍' } },
    MESSAGE_UPDATE: message,
    PRESENCE_UPDATE: {
      guild_id,
      user: { id: zainab.id },
      status: 'online',
      activities: [{ name: 'words', type: 0, created_at: 1 }],
      client_status: { desktop: 'online' },
    },
    RATE_LIMITED: { opcode: 8, retry_after: 1, meta: { guild_id } },
    READY: {
      v: 10,
      user: world.bot,
      guilds: [{ id: guild_id, unavailable: true }],
      session_id: 'a',
      resume_gateway_url: world.address.ws,
      shard: [0, 1],
      application: { id: world.applicationId, flags: 0 },
    },
    RESUMED: { _trace: [] },
    SOUNDBOARD_SOUNDS: { guild_id, soundboard_sounds: [sound] },
    STAGE_INSTANCE_CREATE: stage,
    STAGE_INSTANCE_DELETE: stage,
    STAGE_INSTANCE_UPDATE: stage,
    SUBSCRIPTION_CREATE: subscription,
    SUBSCRIPTION_DELETE: subscription,
    SUBSCRIPTION_UPDATE: subscription,
    THREAD_CREATE: thread,
    THREAD_DELETE: { id: thread.id, guild_id, parent_id: channels.coffee.id, type: 11 },
    THREAD_LIST_SYNC: { guild_id, channel_ids: [channels.coffee.id], threads: [thread], members: [thread.member] },
    THREAD_MEMBERS_UPDATE: {
      id: thread.id,
      guild_id,
      member_count: 2,
      added_members: [{ ...thread.member, member, presence: null }],
      removed_member_ids: [zainab.id],
    },
    THREAD_MEMBER_UPDATE: { ...thread.member, guild_id },
    THREAD_UPDATE: thread,
    TYPING_START: { channel_id: channels.coffee.id, guild_id, user_id: zainab.id, timestamp: 1, member },
    USER_UPDATE: user,
    VOICE_CHANNEL_EFFECT_SEND: { channel_id: channels.coffee.id, guild_id, user_id: zainab.id, emoji: { id: null, name: '👍' } },
    VOICE_SERVER_UPDATE: { token: 'a', guild_id, endpoint: 'localhost' },
    VOICE_STATE_UPDATE: voice,
    WEBHOOKS_UPDATE: { guild_id, channel_id: channels.coffee.id },
  };
  return [
    ...Object.entries(many).map(([t, d]) => ({ op: 0, t, d })),
    ...interactions.map((d) => ({ op: 0, t: 'INTERACTION_CREATE', d })),
    { op: 1, t: null, d: null },
    { op: 10, t: null, d: { heartbeat_interval: 41_250 } },
    { op: 11, t: null, d: null },
  ];
}
