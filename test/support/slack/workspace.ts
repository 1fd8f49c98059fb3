import { EventEmitter } from 'node:events';
import { type Clock, type Instant } from '../../../src/core/time.js';
import type { Json } from './blocks.js';

export interface FakeUser {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly isBot: boolean;
  readonly locale: string;
  readonly timezone: string;
  deleted: boolean;
  isAdmin: boolean;
}

export interface FakeChannel {
  readonly id: string;
  name: string;
  readonly kind: 'channel' | 'private' | 'im' | 'mpim';
  readonly members: Set<string>;
  readonly isGeneral: boolean;
  archived: boolean;
  topic: string;
}

export interface FakeFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  readonly bytes: Uint8Array | undefined;
  readonly length: number;
  completed: boolean;
}

export interface FakeMessage {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly byBot: boolean;
  text: string;
  blocks: readonly Json[];
  metadata: Json | undefined;
  readonly onlyFor: string | undefined;
  readonly thread: string | undefined;
  readonly files: readonly FakeFile[];
  edited: boolean;
  /** The last time that a person edited it, as Slack tells it. */
  lastEdit?: { readonly user: string; readonly ts: string };
  /** Who reacted with what. */
  reactions?: Map<string, Set<string>>;
  /** Somebody deleted it, and Slack keeps its place because of the answers below it. */
  tombstone?: true;
}

export interface FakeView {
  readonly id: string;
  readonly user: string;
  view: Json;
  hash: number;
}

export interface Workspace {
  readonly team: string;
  readonly bot: { readonly user: string; readonly id: string };
  readonly users: Map<string, FakeUser>;
  readonly channels: Map<string, FakeChannel>;
  readonly messages: FakeMessage[];
  /** Threads that administrators locked, as `channel:ts`. */
  readonly lockedThreads: Set<string>;
  readonly files: Map<string, FakeFile>;
  /** Open dialogs of each person, the uppermost last. */
  readonly views: Map<string, FakeView[]>;
  readonly homes: Map<string, Json>;
  readonly triggers: Map<string, { readonly user: string; readonly at: Instant; used: boolean }>;
  readonly responseUrls: Map<
    string,
    { readonly user: string; readonly channel: string; readonly at: Instant; uses: number; readonly source: string | undefined }
  >;
  newId(prefix: string): string;
  newTs(): string;
  /** Something has changed: who waits looks again. */
  changed(): void;
  /** Resolves as soon as `condition` gives something. Throws after ten seconds. */
  until<T>(condition: () => T | undefined | false, what?: string): Promise<T>;
  addUser(user: Partial<Omit<FakeUser, 'id'>> & { readonly id: string }): FakeUser;
  addChannel(channel: Partial<FakeChannel> & { readonly id: string; readonly name: string }): FakeChannel;
  /** The direct conversation of a person with the bot, if it is open. */
  directOf(user: string): FakeChannel | undefined;
  visible(channel: string, user: string): readonly FakeMessage[];
  /** The message above a thread; `undefined` if there is none (any more). */
  opening(channel: string, ts: string): FakeMessage | undefined;
}

export function createWorkspace(clock: Clock): Workspace {
  const changes = new EventEmitter();
  changes.setMaxListeners(0);
  let count = 0;
  let lastTs = 0;
  /** Microseconds, each once; a clock that was set back by much is followed. */
  const newTs = (): string => {
    const now = clock.now() * 1000;
    lastTs = now <= lastTs && lastTs - now < 60_000_000 ? lastTs + 1 : now;
    return `${Math.floor(lastTs / 1_000_000)}.${String(lastTs % 1_000_000).padStart(6, '0')}`;
  };
  const workspace: Workspace = {
    team: 'T0MUDHIF1',
    bot: { user: 'U0MUDHIF1', id: 'B0MUDHIF1' },
    users: new Map(),
    channels: new Map(),
    messages: [],
    lockedThreads: new Set(),
    files: new Map(),
    views: new Map(),
    homes: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    newId: (prefix) => `${prefix}${String(++count).padStart(9, '0')}`,
    newTs,
    changed: () => void changes.emit('change'),
    until: (condition, what = condition.toString()) =>
      new Promise((resolve, reject) => {
        const look = (): boolean => {
          const found = condition();
          if (found === undefined || found === false) return false;
          changes.off('change', look);
          clearTimeout(timer);
          resolve(found);
          return true;
        };
        const timer = setTimeout(() => {
          changes.off('change', look);
          reject(new Error(`never happened: ${what}`));
        }, 10_000);
        if (!look()) changes.on('change', look);
      }),
    addUser(user) {
      const made = {
        name: user.id.toLowerCase(),
        realName: user.id,
        isBot: false,
        locale: 'en-US',
        timezone: 'Asia/Baghdad',
        deleted: false,
        isAdmin: false,
        ...user,
      };
      workspace.users.set(made.id, made);
      return made;
    },
    addChannel(channel) {
      const made = { kind: 'channel' as const, members: new Set<string>(), isGeneral: false, archived: false, topic: '', ...channel };
      workspace.channels.set(made.id, made);
      return made;
    },
    directOf: (user) =>
      [...workspace.channels.values()].find(
        ({ kind, members }) => kind === 'im' && members.size === 2 && members.has(user) && members.has(workspace.bot.user),
      ),
    opening: (channel, ts) =>
      workspace.messages.find(
        (each) => each.channel === channel && each.ts === ts && each.thread === undefined && each.onlyFor === undefined,
      ),
    visible: (channel, user) =>
      workspace.messages.filter((message) => message.channel === channel && (message.onlyFor === undefined || message.onlyFor === user)),
  };
  workspace.addUser({ id: workspace.bot.user, name: 'mudhif', realName: 'Mudhif', isBot: true });
  return workspace;
}
