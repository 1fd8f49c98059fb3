import { asObject, str } from './blocks.js';
import { type Method, type MethodsContext, Refusal, SCOPES, type Tools } from './method-tools.js';

/** Channels, direct messages and groups, and what was said there. */
export function conversationMethods({ workspace }: MethodsContext, tools: Tools): Readonly<Record<string, Method>> {
  const { need, string, channelOf, listed, told, users, page } = tools;
  return {
    'conversations.open': {
      tier: 50,
      run: (args) => {
        const ids = users(args).filter((id) => id !== workspace.bot.user);
        need(ids.length > 1 ? 'mpim:write' : 'im:write');
        if (ids.length > 8) throw new Refusal('too_many_users');
        const people = ids.map((id) => workspace.users.get(id));
        if (people.some((user) => user?.deleted)) throw new Refusal('user_disabled');
        if (ids.length === 1 && people[0]?.isBot) throw new Refusal('cannot_dm_bot');
        const members = new Set([...ids, workspace.bot.user]);
        const kind = ids.length > 1 ? 'mpim' : 'im';
        const known = [...workspace.channels.values()].find(
          (channel) =>
            channel.kind === kind &&
            channel.members.size === members.size &&
            ids.every((id) => channel.members.has(id)) &&
            channel.members.has(workspace.bot.user),
        );
        const name = kind === 'mpim' ? `mpdm-${ids.join('--').toLowerCase()}-1` : 'directmessage';
        const channel = known ?? workspace.addChannel({ id: workspace.newId(kind === 'im' ? 'D' : 'G'), name, kind, members });
        return { channel: { id: channel.id }, already_open: known !== undefined };
      },
    },
    'conversations.history': {
      tier: 50,
      run: (args) => {
        const channel = channelOf(args);
        need(`${SCOPES[channel.kind]}:history`);
        if (!channel.members.has(workspace.bot.user)) throw new Refusal('not_in_channel');
        const oldest = Number(args['oldest'] ?? 0);
        const all = workspace.messages
          .filter(
            (message) =>
              message.channel === channel.id &&
              message.onlyFor === undefined &&
              message.thread === undefined &&
              Number(message.ts) > oldest,
          )
          .toReversed();
        const { items, next } = page(all, args, 999);
        return {
          messages: items.map((message) => told(message, args['include_all_metadata'] === 'true')),
          has_more: asObject(next['response_metadata'])['next_cursor'] !== '',
          ...next,
        };
      },
    },
    'conversations.replies': {
      tier: 50,
      run: (args) => {
        const channel = channelOf(args);
        need(`${SCOPES[channel.kind]}:history`);
        if (!channel.members.has(workspace.bot.user)) throw new Refusal('not_in_channel');
        const ts = string(args, 'ts');
        const here = workspace.messages.filter((message) => message.channel === channel.id && message.onlyFor === undefined);
        // The earliest come first; with the `ts` of a reply, only that.
        const opening = workspace.opening(channel.id, ts);
        const [oldest, latest] = [Number(args['oldest'] ?? 0), Number(args['latest'] ?? Number.POSITIVE_INFINITY)];
        const isAsked = (at: number): boolean =>
          (at > oldest && at < latest) || (args['inclusive'] === 'true' && (at === oldest || at === latest));
        const all = opening
          ? [opening, ...here.filter((message) => message.thread === ts && isAsked(Number(message.ts)))]
          : here.filter((message) => message.ts === ts);
        if (all.length === 0) throw new Refusal('thread_not_found');
        const { items, next } = page(all, args, 1_000);
        return { messages: items.map((message) => told(message, args['include_all_metadata'] === 'true')), ...next };
      },
    },
    'conversations.info': {
      tier: 50,
      run: (args) => {
        const channel = channelOf(args);
        need(`${SCOPES[channel.kind]}:read`);
        return { channel: listed(channel) };
      },
    },
    'conversations.members': {
      tier: 100,
      run: (args) => {
        const channel = channelOf(args);
        need(`${SCOPES[channel.kind]}:read`);
        const { items, next } = page([...channel.members], args, 999);
        return { members: items, ...next };
      },
    },
    'conversations.list': {
      tier: 20,
      run: (args) => {
        const types = str(args['types'] ?? 'public_channel').split(',');
        if (types.includes('public_channel')) need('channels:read');
        if (types.includes('private_channel')) need('groups:read');
        const all = [...workspace.channels.values()].filter(
          (channel) =>
            ((channel.kind === 'channel' && types.includes('public_channel')) ||
              (channel.kind === 'private' && types.includes('private_channel') && channel.members.has(workspace.bot.user))) &&
            !(args['exclude_archived'] === 'true' && channel.archived),
        );
        const { items, next } = page(all, args, 999);
        return { channels: items.map(listed), ...next };
      },
    },
    'conversations.join': {
      tier: 50,
      run: (args) => {
        need('channels:join');
        const channel = channelOf(args);
        if (channel.kind !== 'channel') throw new Refusal('method_not_supported_for_channel_type');
        if (channel.archived) throw new Refusal('is_archived');
        channel.members.add(workspace.bot.user);
        return { channel: listed(channel) };
      },
    },
    'conversations.create': {
      tier: 20,
      run: (args) => {
        const isPrivate = args['is_private'] === 'true';
        need(isPrivate ? 'groups:write' : 'channels:manage');
        const name = string(args, 'name');
        if (!/^[a-z0-9_-]{1,80}$/.test(name)) throw new Refusal('invalid_name');
        if ([...workspace.channels.values()].some((channel) => channel.name === name)) throw new Refusal('name_taken');
        const channel = workspace.addChannel({
          id: workspace.newId('C'),
          name,
          kind: isPrivate ? 'private' : 'channel',
          members: new Set([workspace.bot.user]),
        });
        return { channel: listed(channel) };
      },
    },
    'conversations.invite': {
      tier: 50,
      run: (args) => {
        const channel = channelOf(args);
        need(channel.kind === 'private' ? 'groups:write' : 'channels:manage');
        const ids = users(args);
        if (ids.every((id) => channel.members.has(id))) throw new Refusal('already_in_channel');
        for (const id of ids) channel.members.add(id);
        return { channel: listed(channel) };
      },
    },
    'conversations.setTopic': {
      tier: 20,
      run: (args) => {
        const channel = channelOf(args);
        need(channel.kind === 'private' ? 'groups:write' : 'channels:manage');
        if (str(args['topic']).length > 250) throw new Refusal('too_long');
        channel.topic = str(args['topic']);
        return { channel: listed(channel) };
      },
    },
  };
}
