import { PermissionFlagsBits as Allow, ChannelType, GatewayIntentBits } from 'discord.js';
import { text } from '../check-components.js';
import { ApiError, invalid, missingPermissions, unknownMessage } from '../errors.js';
import { DISCORD_LIMITS as LIMITS } from '../limits.js';
import { deleteMessage, editMessage, postMessage } from '../messages.js';
import { mayView, permissionsIn } from '../permissions.js';
import { channelView, threadMemberView } from '../views.js';
import { channelOf, type FakeChannel, type FakeMessage, isThread, type World } from '../world.js';
import { bodyOf, channelFor, param, type Route, type RouteRequest } from './route.js';

const ARCHIVED = (): ApiError => new ApiError(400, 50083, 'Thread is archived');
const LOCKED = (): ApiError => new ApiError(403, 160005, 'Thread is locked');

function mayPost(request: RouteRequest): FakeChannel {
  const { world } = request;
  const channel = channelFor(request);
  if (channel.type === ChannelType.DM) {
    const person = [...channel.members].find((id) => id !== world.bot.id);
    if (person === undefined || world.closedToMessages.has(person)) throw new ApiError(403, 50007, 'Cannot send messages to this user');
    if (!world.members.has(person)) throw new ApiError(403, 50278, 'Cannot send messages to this user due to having no mutual guilds');
    return channel;
  }
  channelFor(request, isThread(channel) ? Allow.SendMessagesInThreads : Allow.SendMessages);
  if (request.files.length > 0) channelFor(request, Allow.AttachFiles);
  if (channel.locked && !(permissionsIn(world, world.bot.id, channel) & Allow.ManageThreads)) throw LOCKED();
  return channel;
}

function ownMessage(request: RouteRequest, channel: FakeChannel): FakeMessage {
  const found = messageOf(request, channel);
  if (found.message.author.id !== request.world.bot.id) throw new ApiError(403, 50005, 'Cannot edit a message authored by another user');
  return found;
}

function messageOf(request: RouteRequest, channel: FakeChannel): FakeMessage {
  const found = channel.messages.find(({ message }) => message.id === param(request, 'message'));
  if (!found || found.deleted || found.onlyFor !== null) throw unknownMessage();
  return found;
}

const newestFirst = (a: FakeMessage, b: FakeMessage): number => (BigInt(a.message.id) < BigInt(b.message.id) ? 1 : -1);

export const channelRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/channels/:channel',
    run: (request) => ({ body: channelView(request.world, channelFor(request)) }),
  },
  {
    method: 'PATCH',
    path: '/channels/:channel',
    run(request) {
      const { world, gateway } = request;
      const channel = channelFor(request);
      const body = bodyOf(request);
      const allowed = permissionsIn(world, world.bot.id, channel);
      if (!isThread(channel)) throw missingPermissions();
      if (channel.locked && !(allowed & Allow.ManageThreads)) throw missingPermissions();
      if (typeof body.archived === 'boolean') channel.archived = body.archived;
      if (typeof body.name === 'string') channel.name = text(body.name, 1, LIMITS.threadName, 'name');
      gateway.dispatch({ type: 'THREAD_UPDATE', intents: GatewayIntentBits.Guilds, channel, data: channelView(world, channel) });
      return { body: channelView(world, channel) };
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/messages',
    bucket: 'post-message',
    run(request) {
      const { world, gateway, files } = request;
      return { body: postMessage(world, gateway, mayPost(request), bodyOf(request), files).message };
    },
  },
  {
    method: 'GET',
    path: '/channels/:channel/messages',
    run(request) {
      const { world, query } = request;
      const channel = channelFor(request);
      // Without the permission there is no error: the history is just empty.
      if (!(permissionsIn(world, world.bot.id, channel) & Allow.ReadMessageHistory)) return { body: [] };
      const limit = Number(query.get('limit') ?? 50);
      if (!(limit >= 1 && limit <= 100)) throw invalid('limit: 1 to 100');
      const before = query.get('before');
      const after = query.get('after');
      const shown = channel.messages.filter(
        ({ message, deleted, onlyFor }) =>
          !deleted &&
          onlyFor === null &&
          (before === null || BigInt(message.id) < BigInt(before)) &&
          (after === null || BigInt(message.id) > BigInt(after)),
      );
      const page = after === null ? shown.sort(newestFirst).slice(0, limit) : shown.sort(newestFirst).slice(-limit);
      return { body: page.map(({ message }) => message) };
    },
  },
  {
    method: 'GET',
    path: '/channels/:channel/messages/:message',
    run: (request) => ({ body: messageOf(request, channelFor(request, Allow.ReadMessageHistory)).message }),
  },
  {
    method: 'PATCH',
    path: '/channels/:channel/messages/:message',
    run(request) {
      const { world, gateway, files } = request;
      const channel = channelFor(request);
      const stored = ownMessage(request, channel);
      if (channel.archived) throw ARCHIVED();
      editMessage(world, gateway, channel, stored, bodyOf(request), files);
      return { body: stored.message };
    },
  },
  {
    method: 'DELETE',
    path: '/channels/:channel/messages/:message',
    run(request) {
      const channel = channelFor(request);
      deleteMessage(request.gateway, channel, ownMessage(request, channel));
      return { status: 204 };
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/threads',
    run(request) {
      const { world, gateway } = request;
      const parent = channelFor(request);
      const body = bodyOf(request);
      const type = ([ChannelType.PrivateThread, ChannelType.PublicThread] as const).find((each) => Object.is(each, body.type ?? 12));
      if (type === undefined) throw invalid('type: not a thread');
      channelFor(request, type === ChannelType.PrivateThread ? Allow.CreatePrivateThreads : Allow.CreatePublicThreads);
      const minutes = Number(body.auto_archive_duration ?? 4320);
      if (![60, 1440, 4320, 10_080].includes(minutes)) throw invalid('auto_archive_duration');
      const thread = channelOf(world, {
        type,
        name: text(body.name, 1, LIMITS.threadName, 'name'),
        parentId: parent.id,
        ownerId: world.bot.id,
        members: new Set([world.bot.id]),
        autoArchiveMinutes: minutes,
      });
      world.channels.set(thread.id, thread);
      gateway.dispatch({
        type: 'THREAD_CREATE',
        intents: GatewayIntentBits.Guilds,
        channel: thread,
        data: { ...channelView(world, thread), newly_created: true, member: threadMemberView(thread, world.bot.id) },
      });
      return { status: 201, body: channelView(world, thread) };
    },
  },
  {
    method: 'PUT',
    path: '/channels/:channel/thread-members/:user',
    run(request) {
      const { world, gateway } = request;
      const thread = threadFor(request);
      if (thread.archived) throw ARCHIVED();
      const user = param(request, 'user');
      if (!world.users.has(user)) throw new ApiError(404, 10013, 'Unknown User');
      if (!world.members.has(user)) throw new ApiError(404, 10007, 'Unknown Member');
      const parent = world.channels.get(thread.parentId ?? '');
      if (parent && !mayView(world, user, parent)) throw new ApiError(403, 50001, 'Missing Access');
      thread.members.add(user);
      gateway.dispatch({
        type: 'THREAD_MEMBERS_UPDATE',
        intents: GatewayIntentBits.Guilds,
        channel: thread,
        data: {
          id: thread.id,
          guild_id: world.guild.id,
          member_count: thread.members.size,
          added_members: [threadMemberView(thread, user)],
        },
      });
      return { status: 204 };
    },
  },
  {
    method: 'GET',
    path: '/channels/:channel/thread-members',
    run(request) {
      const thread = threadFor(request);
      return { body: [...thread.members].map((user) => threadMemberView(thread, user)) };
    },
  },
  {
    method: 'GET',
    path: '/channels/:channel/users/@me/threads/archived/private',
    run(request) {
      const parent = channelFor(request, Allow.ReadMessageHistory);
      const { world, query } = request;
      const before = query.get('before');
      const limit = Number(query.get('limit') ?? 50);
      const found = [...world.channels.values()]
        .filter(
          (each) =>
            each.type === ChannelType.PrivateThread && each.parentId === parent.id && each.archived && each.members.has(world.bot.id),
        )
        .filter((each) => before === null || BigInt(each.id) < BigInt(before))
        .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
      return { body: { ...threadList(world, found.slice(0, limit)), has_more: found.length > limit } };
    },
  },
];

function threadFor(request: RouteRequest): FakeChannel {
  const thread = channelFor(request);
  if (!isThread(thread)) throw new ApiError(400, 50024, 'Cannot execute action on this channel type');
  return thread;
}

export function threadList(world: World, threads: readonly FakeChannel[]): { threads: unknown[]; members: unknown[] } {
  return {
    threads: threads.map((thread) => channelView(world, thread)),
    members: threads.map((thread) => threadMemberView(thread, world.bot.id)),
  };
}
