import { PermissionFlagsBits as Allow, ChannelType, GatewayIntentBits } from 'discord.js';
import { ApiError, invalid, threadArchived } from '../errors.js';
import { mayView } from '../permissions.js';
import { openForumPost, openThread } from '../threads.js';
import { archivedAt, channelView, threadMemberView } from '../views.js';
import { type FakeChannel, isForum, isThread, type World } from '../world.js';
import { messageOf } from './channels.js';
import { bodyOf, channelFor, type Json, param, type Route, type RouteRequest } from './route.js';

export const threadRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/channels/:channel/messages/:message/threads',
    run(request) {
      const { world, gateway } = request;
      const channel = channelFor(request, Allow.CreatePublicThreads);
      const { message } = messageOf(request, channel);
      if (isThread(channel) || isForum(channel)) throw new ApiError(400, 50024, 'Cannot execute action on this channel type');
      // Also if the thread was deleted.
      if (world.threadsOnPosts.has(message.id)) throw new ApiError(400, 160004, 'A thread has already been created for this message');
      const thread = openThread(world, gateway, { parent: channel, type: ChannelType.PublicThread, body: bodyOf(request), id: message.id });
      return { status: 201, body: channelView(world, thread) };
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/threads',
    run(request) {
      const { world, gateway, files } = request;
      const parent = channelFor(request);
      const body = bodyOf(request);
      if (isForum(parent)) {
        channelFor(request, Allow.SendMessages);
        if (files.length > 0) channelFor(request, Allow.AttachFiles);
        const { thread, message } = openForumPost(world, gateway, parent, body, files);
        return { status: 201, body: { ...channelView(world, thread), message } };
      }
      const type = ([ChannelType.PrivateThread, ChannelType.PublicThread] as const).find((each) => Object.is(each, body.type ?? 12));
      if (type === undefined) throw invalid('type: not a thread');
      channelFor(request, type === ChannelType.PrivateThread ? Allow.CreatePrivateThreads : Allow.CreatePublicThreads);
      return { status: 201, body: channelView(world, openThread(world, gateway, { parent, type, body })) };
    },
  },
  {
    method: 'PUT',
    path: '/channels/:channel/thread-members/:user',
    run(request) {
      const { world, gateway } = request;
      const thread = threadFor(request);
      if (thread.archived) throw threadArchived();
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
      const { world, query } = request;
      const parent = channelFor(request, Allow.ReadMessageHistory);
      const before = query.get('before');
      const found = archivedIn(world, parent, ChannelType.PrivateThread)
        .filter((each) => each.members.has(world.bot.id) && (before === null || BigInt(each.id) < BigInt(before)))
        .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
      return { body: pageOf(request, found) };
    },
  },
  {
    method: 'GET',
    path: '/channels/:channel/threads/archived/public',
    run(request) {
      const { world, query } = request;
      const parent = channelFor(request, Allow.ReadMessageHistory);
      const before = query.get('before');
      const found = archivedIn(world, parent, ChannelType.PublicThread)
        .filter((each) => before === null || archivedAt(each) < Date.parse(before))
        .sort((a, b) => archivedAt(b) - archivedAt(a));
      return { body: pageOf(request, found) };
    },
  },
];

function archivedIn(world: World, parent: FakeChannel, kind: ChannelType): FakeChannel[] {
  return [...world.channels.values()].filter(({ type, parentId, archived }) => type === kind && parentId === parent.id && archived);
}

function pageOf({ world, query }: RouteRequest, found: readonly FakeChannel[]): Json {
  const limit = Number(query.get('limit') ?? 50);
  if (!(limit >= 2 && limit <= 100)) throw invalid('limit: 2 to 100');
  return { ...threadList(world, found.slice(0, limit)), has_more: found.length > limit };
}

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
