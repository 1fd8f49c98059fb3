import type { Clock } from '../../../src/core/time.js';
import { asList, asObject, checkMessage, checkView, type Json, str } from './blocks.js';
import type { FakeChannel, FakeFile, FakeMessage, FakeUser, Workspace } from './workspace.js';

export type Arguments = Readonly<Record<string, unknown>>;

/** Slack's way to say no: an error name, with what else the answer holds. */
export class Refusal extends Error {
  readonly extra: Json;
  constructor(error: string, extra: Json = {}) {
    super(error);
    this.extra = extra;
  }
}

interface Method {
  /** Calls a minute that Slack allows; 0: special. */
  readonly tier: 1 | 20 | 50 | 100 | 0;
  readonly run: (args: Arguments) => Json;
}

const SCOPES = { channel: 'channels', private: 'groups', im: 'im', mpim: 'mpim' } as const;

export interface MethodsContext {
  readonly workspace: Workspace;
  readonly clock: Clock;
  readonly hasScope: (scope: string) => boolean;
  readonly scopes: () => readonly string[];
  readonly origin: () => string;
}

/** The Web API methods that Mudhif uses, refusing what Slack refuses. */
export function createMethods({ workspace, clock, hasScope, scopes, origin }: MethodsContext): Readonly<Record<string, Method>> {
  const need = (...wanted: readonly string[]): void => {
    if (!wanted.some(hasScope)) throw new Refusal('missing_scope', { needed: wanted.join(','), provided: scopes().join(',') });
  };
  const string = (args: Arguments, name: string): string => {
    const value = args[name];
    if (typeof value !== 'string' || value === '')
      throw new Refusal('invalid_arguments', { response_metadata: { messages: [`[ERROR] missing ${name}`] } });
    return value;
  };
  const channelOf = (args: Arguments, name = 'channel'): FakeChannel => {
    const channel = workspace.channels.get(string(args, name));
    // What the bot can't see isn't there.
    if (!channel || (channel.kind !== 'channel' && !channel.members.has(workspace.bot.user))) throw new Refusal('channel_not_found');
    return channel;
  };
  const knownUser = (id: string): boolean => workspace.users.has(id);
  const writable = (args: Arguments): FakeChannel => {
    need('chat:write');
    const channel = channelOf(args);
    if (channel.archived) throw new Refusal('is_archived');
    if (!channel.members.has(workspace.bot.user)) throw new Refusal('not_in_channel');
    if (channel.kind === 'im' && [...channel.members].every((id) => id === workspace.bot.user || workspace.users.get(id)?.deleted))
      throw new Refusal('user_disabled');
    return channel;
  };
  const content = (args: Arguments): { text: string; blocks: readonly Json[] } => {
    const text = typeof args['text'] === 'string' ? args['text'] : '';
    const blocks = args['blocks'];
    if (text === '' && blocks === undefined) throw new Refusal('no_text');
    if (text.length > 40_000) throw new Refusal('msg_too_long');
    if (blocks === undefined) return { text, blocks: [] };
    const { error, details } = checkMessage(blocks, knownUser);
    if (error) throw new Refusal(error, { response_metadata: { messages: details.map((each) => `[ERROR] ${each}`) } });
    return { text, blocks: asList(blocks).map(asObject) };
  };
  const metadataOf = (args: Arguments): Json | undefined => {
    if (args['metadata'] === undefined) return undefined;
    const metadata = asObject(args['metadata']);
    if (typeof metadata['event_type'] !== 'string' || typeof metadata['event_payload'] !== 'object')
      throw new Refusal('invalid_metadata_format');
    if (JSON.stringify(metadata).length > 8_000) throw new Refusal('metadata_too_large');
    return metadata;
  };
  const add = (message: Partial<FakeMessage> & Pick<FakeMessage, 'channel' | 'text' | 'blocks'>): FakeMessage => {
    const made: FakeMessage = {
      ts: workspace.newTs(),
      user: workspace.bot.user,
      byBot: true,
      metadata: undefined,
      onlyFor: undefined,
      thread: undefined,
      files: [],
      edited: false,
      ...message,
    };
    workspace.messages.push(made);
    return made;
  };
  const own = (args: Arguments, refusal: string): FakeMessage => {
    const found = workspace.messages.find(({ channel, ts }) => channel === args['channel'] && ts === args['ts']);
    if (!found || found.onlyFor !== undefined) throw new Refusal('message_not_found');
    if (!found.byBot) throw new Refusal(refusal);
    return found;
  };
  const listed = (channel: FakeChannel): Json => ({
    id: channel.id,
    name: channel.name,
    is_channel: channel.kind === 'channel',
    is_group: channel.kind === 'private',
    is_im: channel.kind === 'im',
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'channel',
    is_general: channel.isGeneral,
    is_archived: channel.archived,
    is_member: channel.members.has(workspace.bot.user),
    num_members: channel.members.size,
  });
  const messageJson = (message: FakeMessage, withMetadata: boolean): Json => ({
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    blocks: message.blocks,
    ...(message.byBot ? { bot_id: workspace.bot.id } : {}),
    ...(message.thread ? { thread_ts: message.thread } : {}),
    ...(message.files.length > 0 ? { files: message.files.map((file) => fileJson(file, origin())) } : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
  });
  const users = (args: Arguments): string[] => {
    const ids = string(args, 'users').split(',');
    for (const id of ids) if (!knownUser(id)) throw new Refusal('user_not_found');
    return ids;
  };
  const page = <T>(all: readonly T[], args: Arguments, max: number): { readonly items: readonly T[]; readonly next: Json } => {
    const from = Number(args['cursor'] ?? 0);
    const size = Math.min(Number(args['limit'] ?? 100), max);
    const next = from + size < all.length ? str(from + size) : '';
    return { items: all.slice(from, from + size), next: { response_metadata: { next_cursor: next } } };
  };
  const viewArguments = (args: Arguments, type: 'modal' | 'home'): Json => {
    const { error, details } = checkView(args['view'], knownUser);
    if (error) throw new Refusal(error, { response_metadata: { messages: details.map((each) => `[ERROR] ${each}`) } });
    if (asObject(args['view'])['type'] !== type) throw new Refusal('invalid_arguments');
    return asObject(args['view']);
  };

  return {
    'auth.test': {
      tier: 0,
      run: () => ({
        url: origin(),
        team: 'Mudhif',
        user: 'mudhif',
        team_id: workspace.team,
        user_id: workspace.bot.user,
        bot_id: workspace.bot.id,
      }),
    },
    'chat.postMessage': {
      tier: 0,
      run: (args) => {
        const channel = writable(args);
        const message = add({
          channel: channel.id,
          ...content(args),
          metadata: metadataOf(args),
          ...(args['thread_ts'] ? { thread: str(args['thread_ts']) } : {}),
        });
        return { channel: channel.id, ts: message.ts, message: messageJson(message, true) };
      },
    },
    'chat.update': {
      tier: 50,
      run: (args) => {
        need('chat:write');
        const channel = channelOf(args);
        const message = own(args, 'cant_update_message');
        if (channel.archived) throw new Refusal('is_archived');
        const { text, blocks } = content(args);
        Object.assign(message, { text, blocks, edited: true }, args['metadata'] === undefined ? {} : { metadata: metadataOf(args) });
        return { channel: channel.id, ts: message.ts, text };
      },
    },
    'chat.delete': {
      tier: 50,
      run: (args) => {
        need('chat:write');
        const message = own(args, 'cant_delete_message');
        workspace.messages.splice(workspace.messages.indexOf(message), 1);
        return { channel: message.channel, ts: message.ts };
      },
    },
    'chat.postEphemeral': {
      tier: 100,
      run: (args) => {
        const channel = writable(args);
        const user = string(args, 'user');
        if (!channel.members.has(user)) throw new Refusal('user_not_in_channel');
        const message = add({ channel: channel.id, ...content(args), onlyFor: user });
        return { message_ts: message.ts };
      },
    },
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
          messages: items.map((message) => messageJson(message, args['include_all_metadata'] === 'true')),
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
        const ts = string(args, 'ts');
        const all = workspace.messages.filter((message) => message.channel === channel.id && (message.ts === ts || message.thread === ts));
        if (all.length === 0) throw new Refusal('thread_not_found');
        return { messages: all.map((message) => messageJson(message, args['include_all_metadata'] === 'true')) };
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
    'users.info': {
      tier: 100,
      run: (args) => {
        need('users:read');
        const user = workspace.users.get(string(args, 'user'));
        if (!user) throw new Refusal('user_not_found');
        return { user: userJson(user, args['include_locale'] === 'true') };
      },
    },
    'users.list': {
      tier: 20,
      run: (args) => {
        need('users:read');
        const { items, next } = page([...workspace.users.values()], args, 200);
        return { members: items.map((user) => userJson(user, false)), ...next };
      },
    },
    'views.open': {
      tier: 100,
      run: (args) => {
        const view = viewArguments(args, 'modal');
        const trigger = workspace.triggers.get(string(args, 'trigger_id'));
        if (!trigger) throw new Refusal('invalid_trigger_id');
        if (trigger.used) throw new Refusal('exchanged_trigger_id');
        if (clock.now() - trigger.at > 3_000) throw new Refusal('expired_trigger_id');
        trigger.used = true;
        const stack = workspace.views.get(trigger.user) ?? [];
        if (stack.length >= 3) throw new Refusal('push_limit_reached');
        const made = { id: workspace.newId('V'), user: trigger.user, view, hash: 1 };
        workspace.views.set(trigger.user, [made]);
        return { view: { id: made.id, hash: '1', ...view } };
      },
    },
    'views.update': {
      tier: 100,
      run: (args) => {
        const view = viewArguments(args, 'modal');
        for (const stack of workspace.views.values()) {
          const found = stack.find((each) => each.id === args['view_id']);
          if (!found) continue;
          found.view = view;
          found.hash++;
          return { view: { id: found.id, ...view } };
        }
        throw new Refusal('not_found');
      },
    },
    'views.publish': {
      tier: 100,
      run: (args) => {
        const user = string(args, 'user_id');
        if (!knownUser(user)) throw new Refusal('user_not_found');
        const view = viewArguments(args, 'home');
        workspace.homes.set(user, view);
        return { view };
      },
    },
    'files.getUploadURLExternal': {
      tier: 100,
      run: (args) => {
        need('files:write');
        const length = Number(args['length']);
        if (!(length > 0)) throw new Refusal('invalid_arguments');
        const file: FakeFile = {
          id: workspace.newId('F'),
          name: string(args, 'filename'),
          mimetype: 'application/octet-stream',
          bytes: undefined,
          length,
          completed: false,
        };
        workspace.files.set(file.id, file);
        return { upload_url: `${origin()}/upload/${file.id}`, file_id: file.id };
      },
    },
    'files.completeUploadExternal': {
      tier: 100,
      run: (args) => {
        need('files:write');
        const channel = channelOf(args, 'channel_id');
        if (channel.archived) throw new Refusal('is_archived');
        if (!channel.members.has(workspace.bot.user)) throw new Refusal('not_in_channel');
        const shared = asList(args['files']).map((each) => {
          const file = workspace.files.get(str(asObject(each)['id']));
          if (!file || file.completed || file.bytes === undefined) throw new Refusal('file_not_found');
          return file;
        });
        for (const file of shared) file.completed = true;
        add({ channel: channel.id, text: '', blocks: [], files: shared });
        return { files: shared.map(({ id, name }) => ({ id, title: name })) };
      },
    },
  };
}

export function userJson(user: FakeUser, withLocale: boolean): Json {
  return {
    id: user.id,
    name: user.name,
    real_name: user.realName,
    deleted: user.deleted,
    is_bot: user.isBot,
    tz: user.timezone,
    profile: { real_name: user.realName, display_name: '' },
    ...(withLocale ? { locale: user.locale } : {}),
  };
}

export function fileJson(file: FakeFile, origin: string): Json {
  return { id: file.id, name: file.name, mimetype: file.mimetype, size: file.length, url_private_download: `${origin}/files/${file.id}` };
}
