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

export interface Method {
  /** Calls a minute that Slack allows; 0: special. */
  readonly tier: 1 | 20 | 50 | 100 | 0;
  readonly run: (args: Arguments) => Json;
}

export const SCOPES = { channel: 'channels', private: 'groups', im: 'im', mpim: 'mpim' } as const;

export interface MethodsContext {
  readonly workspace: Workspace;
  readonly clock: Clock;
  readonly hasScope: (scope: string) => boolean;
  readonly scopes: () => readonly string[];
  readonly origin: () => string;
}

export type Tools = ReturnType<typeof createTools>;

/** What the methods share: who may what, what is there, how it is told. */
export function createTools({ workspace, hasScope, scopes, origin }: MethodsContext) {
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
  /** Somebody's id stands for their direct conversation, which is opened if need be. */
  const openedFor = (id: unknown): FakeChannel | undefined => {
    const user = typeof id === 'string' ? workspace.users.get(id) : undefined;
    if (!user) return undefined;
    if (user.deleted) throw new Refusal('user_disabled');
    const members = new Set([user.id, workspace.bot.user]);
    return workspace.directOf(user.id) ?? workspace.addChannel({ id: workspace.newId('D'), name: 'directmessage', kind: 'im', members });
  };
  const knownUser = (id: string): boolean => workspace.users.has(id);
  const writable = (args: Arguments): FakeChannel => {
    need('chat:write');
    const channel = openedFor(args['channel']) ?? channelOf(args);
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
  const told = (message: FakeMessage, withMetadata: boolean): Json => ({
    ...messageJson(workspace, message, origin()),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
  });
  /** The thread that a message is to stand in. */
  const threadOf = (args: Arguments, channel: FakeChannel): { readonly thread?: string } => {
    if (args['thread_ts'] === undefined) return {};
    const thread = string(args, 'thread_ts');
    if (!workspace.opening(channel.id, thread)) throw new Refusal('thread_not_found');
    if (workspace.lockedThreads.has(`${channel.id}:${thread}`)) throw new Refusal('restricted_action_thread_locked');
    return { thread };
  };
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
    need,
    string,
    channelOf,
    knownUser,
    writable,
    content,
    metadataOf,
    add,
    own,
    listed,
    told,
    threadOf,
    users,
    page,
    viewArguments,
  };
}

export function userJson(user: FakeUser, withLocale: boolean): Json {
  return {
    id: user.id,
    name: user.name,
    real_name: user.realName,
    deleted: user.deleted,
    is_bot: user.isBot,
    is_admin: user.isAdmin,
    is_owner: false,
    tz: user.timezone,
    profile: { real_name: user.realName, display_name: '' },
    ...(withLocale ? { locale: user.locale } : {}),
  };
}

/** A message as the Web API and events tell of it. */
export function messageJson(workspace: Workspace, message: FakeMessage, origin: string): Json {
  const { thread, channel } = message;
  const opening = thread === undefined ? undefined : workspace.opening(channel, thread);
  if (message.tombstone) {
    const text = 'This message was deleted.';
    return { type: 'message', subtype: 'tombstone', user: 'USLACKBOT', hidden: true, ts: message.ts, thread_ts: message.ts, text };
  }
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    blocks: message.blocks,
    ...(message.byBot ? { bot_id: workspace.bot.id } : {}),
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...(opening ? { parent_user_id: opening.user } : {}),
    ...(message.lastEdit ? { edited: message.lastEdit } : {}),
    ...(message.reactions && message.reactions.size > 0
      ? { reactions: [...message.reactions].map(([name, who]) => ({ name, users: [...who], count: who.size })) }
      : {}),
    ...(message.files.length > 0 ? { files: message.files.map((file) => fileJson(file, origin)) } : {}),
  };
}

export function fileJson(file: FakeFile, origin: string): Json {
  return { id: file.id, name: file.name, mimetype: file.mimetype, size: file.length, url_private_download: `${origin}/files/${file.id}` };
}
