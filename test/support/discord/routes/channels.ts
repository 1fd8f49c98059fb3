import { PermissionFlagsBits as Allow, ChannelType, GatewayIntentBits } from 'discord.js';
import { ApiError, invalid, missingPermissions, threadArchived, threadLocked, unknownMessage } from '../errors.js';
import { deleteMessage, editMessage, postMessage } from '../messages.js';
import { permissionsIn } from '../permissions.js';
import { changeThread } from '../threads.js';
import { channelView } from '../views.js';
import { type FakeChannel, type FakeMessage, isForum, isThread } from '../world.js';
import { bodyOf, channelFor, param, type Route, type RouteRequest } from './route.js';

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
  if (isForum(channel)) throw new ApiError(400, 50008, 'Cannot send messages in a non-text channel');
  if (channel.locked && !(permissionsIn(world, world.bot.id, channel) & Allow.ManageThreads)) throw threadLocked();
  // Posting wakes an archived thread only if nobody has locked it.
  if (channel.locked && channel.archived) throw threadArchived();
  return channel;
}

function ownMessage(request: RouteRequest, channel: FakeChannel): FakeMessage {
  const found = messageOf(request, channel);
  if (found.message.author.id !== request.world.bot.id) throw new ApiError(403, 50005, 'Cannot edit a message authored by another user');
  return found;
}

export function messageOf(request: RouteRequest, channel: FakeChannel): FakeMessage {
  const found = channel.messages.find(({ message }) => message.id === param(request, 'message'));
  if (!found || found.deleted || found.onlyFor !== null) throw unknownMessage();
  return found;
}

/** With the reactions that stand on it; who reacted is asked for one by one. */
function withReactions({ world }: RouteRequest, { message, reactions }: FakeMessage): FakeMessage['message'] {
  if (!reactions || reactions.size === 0) return message;
  const counts = [...reactions.values()].map(({ emoji, users, bursts }) => ({
    emoji,
    count: users.size,
    count_details: { burst: bursts?.size ?? 0, normal: users.size - (bursts?.size ?? 0) },
    burst_colors: [],
    me: users.has(world.bot.id),
    me_burst: false,
  }));
  return { ...message, reactions: counts };
}

/** Without the message content intent, what people write comes empty here too, unless it mentions the bot. */
function shownToBot(request: RouteRequest, channel: FakeChannel, each: FakeMessage): FakeMessage['message'] {
  const { world } = request;
  const message = withReactions(request, each);
  const isOpen = world.privileged.content || channel.type === ChannelType.DM || message.author.id === world.bot.id;
  if (isOpen || message.content.includes(`<@${world.bot.id}>`)) return message;
  return { ...message, content: '', embeds: [], attachments: [], components: [] };
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
      if (!isThread(channel)) throw missingPermissions();
      changeThread(world, gateway, channel, body);
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
      return { body: page.map((each) => shownToBot(request, channel, each)) };
    },
  },
  {
    method: 'GET',
    path: '/channels/:channel/messages/:message',
    run(request) {
      const channel = channelFor(request, Allow.ReadMessageHistory);
      return { body: shownToBot(request, channel, messageOf(request, channel)) };
    },
  },
  {
    method: 'GET',
    path: '/channels/:channel/messages/:message/reactions/:emoji',
    run(request) {
      const { world, query } = request;
      const { reactions } = messageOf(request, channelFor(request, Allow.ReadMessageHistory));
      const limit = Number(query.get('limit') ?? 25);
      if (!(limit >= 1 && limit <= 100)) throw invalid('limit: 1 to 100');
      const found = reactions?.get(decodeURIComponent(param(request, 'emoji')));
      // Discord answers for an unknown emoji with an error, and for one that nobody used with an empty list.
      const burst = query.get('type') === '1';
      const after = BigInt(query.get('after') ?? 0);
      const users = [...(found?.users ?? [])]
        .filter((id) => BigInt(id) > after && burst === (found?.bursts?.has(id) ?? false))
        .toSorted((one, other) => Number(BigInt(one) - BigInt(other)))
        .flatMap((id) => world.users.get(id) ?? []);
      return { body: users.slice(0, limit) };
    },
  },
  {
    method: 'PATCH',
    path: '/channels/:channel/messages/:message',
    run(request) {
      const { world, gateway, files } = request;
      const channel = channelFor(request);
      const stored = ownMessage(request, channel);
      if (channel.archived) throw threadArchived();
      editMessage(world, gateway, channel, stored, bodyOf(request), files);
      return { body: stored.message };
    },
  },
  {
    method: 'DELETE',
    path: '/channels/:channel/messages/:message',
    bucket: 'delete-message',
    run(request) {
      const channel = channelFor(request);
      const stored = messageOf(request, channel);
      if (stored.message.author.id !== request.world.bot.id) channelFor(request, Allow.ManageMessages);
      if (channel.archived) throw threadArchived();
      deleteMessage(request.world, request.gateway, channel, stored);
      return { status: 204 };
    },
  },
];
