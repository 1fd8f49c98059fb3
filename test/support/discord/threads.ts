import { ChannelType, GatewayIntentBits, MessageType, PermissionFlagsBits } from 'discord.js';
import { text } from './check-components.js';
import type { UploadedFile } from './check-message.js';
import { ApiError, invalid, missingPermissions, threadArchived } from './errors.js';
import type { FakeGateway } from './gateway.js';
import { DISCORD_LIMITS as LIMITS } from './limits.js';
import { postMessage } from './messages.js';
import { permissionsIn } from './permissions.js';
import { channelView, threadMemberView } from './views.js';
import { channelOf, type FakeChannel, type FakeMessage, isForum, isThread, type World } from './world.js';

type Json = Readonly<Record<string, unknown>>;

/** Opens a thread of the bot. One on a post has the post's id, and begins with a system message that points to it. */
export function openThread(
  world: World,
  gateway: FakeGateway,
  given: {
    readonly parent: FakeChannel;
    readonly type: ChannelType.PublicThread | ChannelType.PrivateThread;
    readonly body: Json;
    readonly id?: string;
    readonly tags?: readonly string[];
    /** Somebody else opens it. */
    readonly owner?: string;
  },
): FakeChannel {
  const { parent, type, body, id, tags, owner = world.bot.id } = given;
  const minutes = Number(body.auto_archive_duration ?? 4320);
  if (![60, 1440, 4320, 10_080].includes(minutes)) throw invalid('auto_archive_duration');
  const name = text(body.name, 1, LIMITS.threadName, 'name');
  demandRoom(world);
  const thread = channelOf(world, {
    type,
    name,
    parentId: parent.id,
    ownerId: owner,
    members: new Set([world.bot.id, owner]),
    autoArchiveMinutes: minutes,
    ...(id === undefined ? {} : { id }),
    ...(tags === undefined ? {} : { appliedTags: tags }),
  });
  world.channels.set(thread.id, thread);
  gateway.dispatch({
    type: 'THREAD_CREATE',
    intents: GatewayIntentBits.Guilds,
    channel: thread,
    data: { ...channelView(world, thread), newly_created: true, member: threadMemberView(thread, world.bot.id) },
  });
  if (id === undefined) return thread;
  world.threadsOnPosts.add(id);
  postMessage(world, gateway, thread, {}, [], { author: owner, system: MessageType.ThreadStarterMessage });
  return thread;
}

/** A post in a forum: a thread with its first message, which has the same id. A nonce means nothing there. */
export function openForumPost(
  world: World,
  gateway: FakeGateway,
  forum: FakeChannel,
  body: Json,
  files: readonly UploadedFile[],
): { readonly thread: FakeChannel; readonly message: FakeMessage['message'] } {
  const tags = (body.applied_tags ?? []) as readonly string[];
  const known = forum.tags?.map(({ id }) => id) ?? [];
  if (tags.length > LIMITS.tagsPerPost || tags.some((tag) => !known.includes(tag))) throw invalid('applied_tags');
  if (forum.tagRequired && tags.length === 0) throw new ApiError(400, 40067, 'A tag is required to create a forum post in this channel');
  const { nonce: _, ...message } = (body.message ?? {}) as Json;
  const thread = openThread(world, gateway, { parent: forum, type: ChannelType.PublicThread, body, tags });
  try {
    return { thread, message: postMessage(world, gateway, thread, message, files, { id: thread.id }).message };
  } catch (error) {
    world.channels.delete(thread.id);
    throw error;
  }
}

/** Changes a thread as the bot asks for. An archived one must be unarchived first, and only who manages threads locks and unlocks. */
export function changeThread(world: World, gateway: FakeGateway, thread: FakeChannel, body: Json): void {
  const manages = (permissionsIn(world, world.bot.id, thread) & PermissionFlagsBits.ManageThreads) !== 0n;
  if (!manages && (thread.locked || body.locked !== undefined)) throw missingPermissions();
  if (!manages && body.archived === true && thread.ownerId !== world.bot.id) throw missingPermissions();
  if (thread.archived && body.archived !== false) throw threadArchived();
  if (thread.archived) demandRoom(world);
  if (typeof body.name === 'string') {
    thread.name = text(body.name, 1, LIMITS.threadName, 'name');
    postMessage(world, gateway, thread, {}, [], { system: MessageType.ChannelNameChange });
  }
  if (typeof body.locked === 'boolean') thread.locked = body.locked;
  if (typeof body.archived === 'boolean') thread.archived = body.archived;
  if (thread.archived) thread.archivedAt = world.clock.now();
}

/** Somebody deletes a channel with its threads, or a thread. */
export function removeChannel(world: World, gateway: FakeGateway, channel: FakeChannel): void {
  for (const each of world.channels.values()) if (each.parentId === channel.id) world.channels.delete(each.id);
  const { id, guild_id, parent_id, type } = channelView(world, channel);
  const data = isThread(channel) ? { id, guild_id, parent_id, type } : channelView(world, channel);
  gateway.dispatch({ type: isThread(channel) ? 'THREAD_DELETE' : 'CHANNEL_DELETE', intents: GatewayIntentBits.Guilds, channel, data });
  world.channels.delete(channel.id);
}

function demandRoom(world: World): void {
  const active = [...world.channels.values()].filter((each) => isThread(each) && !each.archived);
  if (active.length >= world.activeThreads) throw new ApiError(400, 160006, 'Maximum number of active threads reached');
}

/** What people see in a channel of threads: the first message of each, oldest first. */
export function firstMessages(world: World, channel: FakeChannel): readonly FakeMessage[] {
  if (!isForum(channel)) return [];
  return [...world.channels.values()].filter(({ parentId }) => parentId === channel.id).flatMap(({ messages }) => messages.slice(0, 1));
}
