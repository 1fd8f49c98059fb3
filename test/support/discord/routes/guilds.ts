import { type APIApplicationCommand, ChannelType } from 'discord.js';
import { checkCommands } from '../check-commands.js';
import { ApiError, invalid, missingAccess } from '../errors.js';
import { mayView } from '../permissions.js';
import { channelView, guildView, memberView, rolesView } from '../views.js';
import { channelOf, type FakeMember, isForum, isThread, isVoice } from '../world.js';
import { bodyOf, type Json, param, type Route, type RouteRequest } from './route.js';
import { threadList } from './threads.js';

function inGuild(request: RouteRequest): RouteRequest {
  const { world } = request;
  if (param(request, 'guild') !== world.guild.id) throw new ApiError(404, 10004, 'Unknown Guild');
  if (!world.guild.present) throw missingAccess();
  return request;
}

function membersOf(request: RouteRequest): readonly FakeMember[] {
  const { world } = inGuild(request);
  if (!world.privileged.members) throw missingAccess();
  return [...world.members.values()].sort((a, b) => (BigInt(a.user.id) < BigInt(b.user.id) ? -1 : 1));
}

const setCommands = (request: RouteRequest, scope: string): { body: unknown } => {
  const { world, body } = request;
  if (!Array.isArray(body)) throw invalid('commands: not a list');
  checkCommands(body as readonly Json[]);
  const stored = (body as readonly Json[]).map(
    (command) =>
      ({
        default_member_permissions: null,
        nsfw: false,
        ...(scope === 'global' ? { contexts: null, integration_types: [0] } : { guild_id: scope }),
        // What shows in menus has no description.
        ...(command.type === 3 && { description: '' }),
        ...command,
        type: command.type ?? 1,
        id: world.id(),
        application_id: world.applicationId,
        version: world.id(),
      }) as unknown as APIApplicationCommand,
  );
  world.commands.set(scope, stored);
  return { body: stored };
};

export const guildRoutes: readonly Route[] = [
  { method: 'GET', path: '/guilds/:guild', run: (request) => ({ body: guildView(inGuild(request).world) }) },
  {
    method: 'GET',
    path: '/guilds/:guild/channels',
    run: (request) => {
      const { world } = inGuild(request);
      const channels = [...world.channels.values()].filter((each) => each.type === ChannelType.GuildText || isForum(each) || isVoice(each));
      return { body: channels.map((channel) => channelView(world, channel)) };
    },
  },
  { method: 'GET', path: '/guilds/:guild/roles', run: (request) => ({ body: rolesView(inGuild(request).world) }) },
  {
    method: 'GET',
    path: '/guilds/:guild/threads/active',
    run: (request) => {
      const { world } = inGuild(request);
      const active = [...world.channels.values()].filter((each) => isThread(each) && !each.archived && mayView(world, world.bot.id, each));
      return { body: threadList(world, active) };
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/members',
    run: (request) => {
      const limit = Number(request.query.get('limit') ?? 1);
      if (!(limit >= 1 && limit <= 1000)) throw invalid('limit: 1 to 1000');
      const after = BigInt(request.query.get('after') ?? 0);
      return {
        body: membersOf(request)
          .filter(({ user }) => BigInt(user.id) > after)
          .slice(0, limit)
          .map(memberView),
      };
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/members/search',
    run: (request) => {
      const query = (request.query.get('query') ?? '').toLowerCase();
      const limit = Number(request.query.get('limit') ?? 1);
      const named = ({ user, nick }: FakeMember): boolean =>
        [user.username, user.global_name, nick].some((name) => name?.toLowerCase().startsWith(query));
      return { body: membersOf(request).filter(named).slice(0, limit).map(memberView) };
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/members/:user',
    run: (request) => {
      const member = inGuild(request).world.members.get(param(request, 'user'));
      if (!member) throw new ApiError(404, 10007, 'Unknown Member');
      return { body: memberView(member) };
    },
  },
];

export const applicationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/gateway/bot',
    run: ({ world }) => ({
      body: {
        url: world.address.ws,
        shards: world.shards,
        session_start_limit: { total: 1000, remaining: 999, reset_after: 3_600_000, max_concurrency: 1 },
      },
    }),
  },
  { method: 'GET', path: '/users/@me', run: ({ world }) => ({ body: world.bot }) },
  {
    method: 'GET',
    path: '/users/@me/guilds',
    run: ({ world }) => ({
      body: world.guild.present
        ? [{ id: world.guild.id, name: world.guild.name, icon: null, owner: false, permissions: '0', features: [] }]
        : [],
    }),
  },
  {
    method: 'GET',
    path: '/applications/@me',
    run: ({ world }) => ({
      body: {
        id: world.applicationId,
        name: 'Mudhif',
        icon: null,
        description: '',
        bot_public: false,
        bot_require_code_grant: false,
        verify_key: '00',
        // GATEWAY_GUILD_MEMBERS_LIMITED and GATEWAY_MESSAGE_CONTENT_LIMITED: the switches of the developer portal.
        flags: (world.privileged.members ? 1 << 15 : 0) | (world.privileged.content ? 1 << 19 : 0),
        bot: world.bot,
      },
    }),
  },
  {
    method: 'POST',
    path: '/users/@me/channels',
    run: (request) => {
      const { world } = request;
      const person = String(bodyOf(request).recipient_id);
      if (!world.users.has(person)) throw new ApiError(404, 10013, 'Unknown User');
      const known = [...world.channels.values()].find((each) => each.type === ChannelType.DM && each.members.has(person));
      if (known) return { body: channelView(world, known) };
      if (world.directMessages.stopped) throw new ApiError(world.directMessages.status, 40003, 'You are opening direct messages too fast.');
      const channel = channelOf(world, { type: ChannelType.DM, name: '', members: new Set([world.bot.id, person]) });
      world.channels.set(channel.id, channel);
      return { body: channelView(world, channel) };
    },
  },
  { method: 'GET', path: '/applications/:application/commands', run: ({ world }) => ({ body: world.commands.get('global') ?? [] }) },
  { method: 'PUT', path: '/applications/:application/commands', run: (request) => setCommands(request, 'global') },
  {
    method: 'GET',
    path: '/applications/:application/guilds/:guild/commands',
    run: (request) => ({ body: inGuild(request).world.commands.get(param(request, 'guild')) ?? [] }),
  },
  {
    method: 'PUT',
    path: '/applications/:application/guilds/:guild/commands',
    run: (request) => setCommands(inGuild(request), param(request, 'guild')),
  },
];
