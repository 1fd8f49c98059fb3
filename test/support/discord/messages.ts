import { type APIAttachment, type APIMessage, GatewayIntentBits, MessageFlags, type MessageType } from 'discord.js';
import { after } from '../../../src/core/time.js';
import { checkMessage, pingsOf, type UploadedFile } from './check-message.js';
import type { FakeGateway } from './gateway.js';
import type { FakeInteraction } from './interactions.js';
import { DISCORD_LIMITS as LIMITS } from './limits.js';
import { channelView, memberView } from './views.js';
import { type FakeChannel, type FakeMessage, isThread, type World } from './world.js';

type Json = Readonly<Record<string, unknown>>;

interface PostContext {
  /** The id of a forum's post is that of its first message. */
  readonly id?: string;
  readonly author?: string;
  readonly onlyFor?: string | null;
  readonly interaction?: FakeInteraction;
  /** Of a message that Discord itself writes. */
  readonly system?: MessageType;
}

/** Writes a message and tells it. Refuses what Discord refuses; a nonce that is enforced and known gives the message back. */
export function postMessage(
  world: World,
  gateway: FakeGateway,
  channel: FakeChannel,
  body: Json,
  files: readonly UploadedFile[],
  context: PostContext = {},
): FakeMessage {
  const words = context.system === undefined ? checkMessage(body, files) : '';
  const pings = pingsOf(words, body);
  const nonce = typeof body.nonce === 'string' ? body.nonce : undefined;
  const now = world.clock.now();
  if (nonce !== undefined && body.enforce_nonce === true) {
    const known = channel.messages.find((each) => each.nonce === nonce && each.nonceUntil > now);
    if (known) return known;
  }
  const author = world.users.get(context.author ?? world.bot.id) ?? world.bot;
  const flags = Number(body.flags ?? 0) & (MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral | MessageFlags.SuppressEmbeds);
  const message = {
    id: context.id ?? world.id(),
    channel_id: channel.id,
    author,
    content: typeof body.content === 'string' ? body.content : '',
    timestamp: new Date(now).toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: pings.everyone,
    mentions: pings.users.flatMap((id) => world.users.get(id) ?? []),
    mention_roles: pings.roles,
    attachments: storeFiles(world, body, files),
    embeds: body.embeds ?? [],
    pinned: false,
    type: context.system ?? (context.interaction ? 20 : 0),
    flags: context.onlyFor ? flags | MessageFlags.Ephemeral : flags & ~MessageFlags.Ephemeral,
    components: numbered((body.components ?? []) as Json[]),
    ...(context.interaction
      ? {
          webhook_id: world.applicationId,
          interaction_metadata: {
            id: context.interaction.id,
            type: context.interaction.kind,
            user: world.users.get(context.interaction.user),
            authorizing_integration_owners: {},
          },
        }
      : {}),
  } as unknown as APIMessage;
  const stored: FakeMessage = {
    message,
    nonce,
    nonceUntil: after(now, LIMITS.nonceLasts),
    onlyFor: context.onlyFor ?? null,
    pings: [pings],
    deleted: false,
  };
  channel.messages.push(stored);
  if (isThread(channel) && context.system === undefined) wake(world, gateway, channel);
  if (stored.onlyFor === null)
    announce(world, gateway, channel, 'MESSAGE_CREATE', { ...message, ...(nonce === undefined ? {} : { nonce }) });
  return stored;
}

/** Changes a message: what is given replaces what was there. */
export function editMessage(
  world: World,
  gateway: FakeGateway,
  channel: FakeChannel,
  stored: FakeMessage,
  body: Json,
  files: readonly UploadedFile[],
): void {
  const { message } = stored;
  const keptIds = Array.isArray(body.attachments) ? new Set((body.attachments as Json[]).map(({ id }) => String(id))) : undefined;
  const kept = message.attachments.filter(({ id }) => keptIds === undefined || keptIds.has(id));
  const isV2 = ((message.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
  const flags = Number(body.flags ?? message.flags ?? 0) | (isV2 ? MessageFlags.IsComponentsV2 : 0);
  const merged: Json = { content: message.content, components: message.components, embeds: message.embeds, ...body, flags };
  const words = checkMessage(
    merged,
    files,
    kept.map(({ filename }) => filename),
  );
  stored.pings.push(pingsOf(words, body));
  const ephemeral = (message.flags ?? 0) & MessageFlags.Ephemeral;
  Object.assign(message, {
    content: merged.content,
    components: numbered(merged.components as Json[]),
    embeds: merged.embeds,
    flags: (flags & ~MessageFlags.Ephemeral) | ephemeral,
    attachments: [...kept, ...storeFiles(world, body, files)],
    edited_timestamp: new Date(world.clock.now()).toISOString(),
  });
  if (stored.onlyFor === null) announce(world, gateway, channel, 'MESSAGE_UPDATE', message);
}

export function deleteMessage(world: World, gateway: FakeGateway, channel: FakeChannel, stored: FakeMessage): void {
  stored.deleted = true;
  if (stored.onlyFor !== null) return;
  const { guild, intents } = placeOf(world, channel);
  gateway.dispatch({ type: 'MESSAGE_DELETE', intents, data: { id: stored.message.id, channel_id: channel.id, ...guild }, channel });
}

/** Who posts in an archived thread wakes it. */
function wake(world: World, gateway: FakeGateway, thread: FakeChannel): void {
  if (!thread.archived) return;
  thread.archived = false;
  gateway.dispatch({ type: 'THREAD_UPDATE', intents: GatewayIntentBits.Guilds, channel: thread, data: channelView(world, thread) });
}

/** Somebody adds a reaction to a message, or takes it back. */
export function react(
  world: World,
  gateway: FakeGateway,
  {
    user,
    message,
    emoji,
    added,
  }: { user: string; message: FakeMessage; emoji: { id: string | null; name: string | null }; added: boolean },
): void {
  const channel = world.channels.get(message.message.channel_id);
  if (!channel) throw new Error('the channel is gone');
  const member = world.members.get(user);
  message.reactions ??= new Map();
  const key = emoji.id === null ? (emoji.name ?? '') : `${emoji.name}:${emoji.id}`;
  const { users } = message.reactions.get(key) ?? { users: new Set<string>() };
  if (added) users.add(user);
  else users.delete(user);
  if (users.size > 0) message.reactions.set(key, { emoji, users });
  else message.reactions.delete(key);
  gateway.dispatch({
    type: added ? 'MESSAGE_REACTION_ADD' : 'MESSAGE_REACTION_REMOVE',
    intents: GatewayIntentBits.GuildMessageReactions,
    channel,
    data: {
      user_id: user,
      channel_id: channel.id,
      message_id: message.message.id,
      guild_id: world.guild.id,
      emoji,
      burst: false,
      type: 0,
      ...(added && member ? { member: memberView(member), message_author_id: message.message.author.id } : {}),
    },
  });
}

function placeOf(world: World, channel: FakeChannel): { direct: boolean; guild: Json; intents: number } {
  const direct = channel.members.size > 0 && !isThread(channel);
  return direct
    ? { direct, guild: {}, intents: GatewayIntentBits.DirectMessages }
    : { direct, guild: { guild_id: world.guild.id }, intents: GatewayIntentBits.GuildMessages };
}

/** Discord tells a message anew when it has resolved a link: nobody has edited it. */
export function resolveLinks(world: World, gateway: FakeGateway, channel: FakeChannel, { message }: FakeMessage): void {
  Object.assign(message, { embeds: [{ type: 'link', title: 'A page' }] });
  announce(world, gateway, channel, 'MESSAGE_UPDATE', message);
}

function announce(world: World, gateway: FakeGateway, channel: FakeChannel, type: string, message: object): void {
  const { direct, guild, intents } = placeOf(world, channel);
  const author = (message as APIMessage).author;
  const member = direct ? undefined : world.members.get(author.id);
  gateway.dispatch({
    type,
    intents,
    channel,
    data: {
      ...message,
      ...guild,
      ...(member
        ? { member: { nick: member.nick, roles: member.roles, joined_at: new Date(member.joinedAt).toISOString(), flags: 0 } }
        : {}),
    },
  });
}

function storeFiles(world: World, body: Json, files: readonly UploadedFile[]): APIAttachment[] {
  const told = Array.isArray(body.attachments) ? (body.attachments as Json[]) : [];
  return files.map((file, index) => {
    const about = told.find(({ id }) => String(id) === String(index));
    return storeFile(world, file, typeof about?.title === 'string' ? about.title : undefined);
  });
}

/** Puts a file on the fake's own file server; its address expires. */
export function storeFile(world: World, file: UploadedFile, title?: string): APIAttachment {
  const id = world.id();
  const expiresAt = after(world.clock.now(), LIMITS.attachmentLasts);
  const url = `${world.address.http}/attachments/${id}/${encodeURIComponent(file.name)}?ex=${expiresAt.toString(16)}`;
  const attachment: APIAttachment = {
    id,
    filename: file.name,
    size: file.bytes.byteLength,
    url,
    proxy_url: url,
    content_type: file.mediaType,
    ...(title === undefined ? {} : { title }),
  };
  world.files.set(id, { attachment, bytes: file.bytes, expiresAt });
  return attachment;
}

/** Gives every component that has no id of its own the next free number, as Discord does. */
function numbered(components: readonly Json[]): Json[] {
  const taken = new Set<number>();
  const collect = (component: Json): void => {
    if (typeof component.id === 'number') taken.add(component.id);
    for (const child of (component.components as Json[] | undefined) ?? []) collect(child);
  };
  components.forEach(collect);
  let next = 1;
  const number = (component: Json): Json => {
    let { id } = component;
    if (typeof id !== 'number') {
      while (taken.has(next)) next += 1;
      taken.add(next);
      id = next;
    }
    const inside = component.components as Json[] | undefined;
    return { ...component, id, ...(inside ? { components: inside.map(number) } : {}) };
  };
  return components.map(number);
}
