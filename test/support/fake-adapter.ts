import type { OutgoingMessage } from '../../src/core/message.js';
import { plainText } from '../../src/core/message.js';
import type { Channel } from '../../src/core/notification.js';
import {
  type ChatAdapter,
  type ConversationRef,
  DeliveryError,
  type Identity,
  type JoinEvent,
  type Platform,
  type PostOptions,
  THREADS_AND_FORMS,
  type Threads,
} from '../../src/ports/chat.js';
import type { NativeEntry, NativeEvents } from '../../src/ports/native-events.js';

export interface Posted {
  readonly to: string;
  readonly key: string;
  readonly text: string;
  readonly mentions: readonly string[];
}

/** What happens to the next posts, in turn; afterwards all is well. `lost`: it arrives, but the answer does not. */
export type Trouble =
  | 'lost'
  | 'never-arrived'
  | 'refused'
  | 'unreachable'
  | 'direct-closed'
  | { readonly wait: number | undefined }
  | 'crash';

export interface FakeAdapter extends ChatAdapter {
  readonly posted: readonly Posted[];
  readonly troubles: Trouble[];
  /** Threads that somebody locked: nothing can be posted, changed or removed there. */
  readonly lockedThreads: Set<string>;
  readonly groups: Map<string, { readonly people: readonly Identity[]; readonly title: string }>;
  /** The threads that were opened, by the id of their conversation. */
  readonly opened: Map<string, { readonly key: string; readonly title: string; readonly in: string; closed: boolean }>;
  readonly channels: Set<Channel>;
  /** Accounts whom the platform lets administer it. */
  readonly administrators: Set<string>;
  /** What the platform tells of people, by account. */
  readonly profiles: Map<string, JoinEvent['profile']>;
  /** How often it was asked whether a key was posted. */
  probes: number;
  /** Why it can't say whether a key was posted. */
  silent: DeliveryError | undefined;
  /** Why it does not delete the next messages, in turn. */
  readonly removeTroubles: DeliveryError[];
  /** The same for changing a message. */
  readonly updateTroubles: DeliveryError[];
  /** What happens to the next changes of threads, in turn. `lost`: it is done, but the answer does not arrive. */
  readonly threadTroubles: ('lost' | DeliveryError)[];
  /** What was done to threads and edited, in order. */
  readonly acts: string[];
  /** What was shown to one person alone, in order. */
  readonly whispered: string[];
  /** What stands of messages whose sending broke off, by key. */
  readonly broken: Map<string, string>;
  /** The entries of its own calendar that were not called off, by mark, and who is interested in each. */
  readonly native: Map<string, NativeEntry>;
  readonly interested: Map<string, readonly Identity[]>;
  /** The rooms in which people talk, by id. */
  readonly talkRooms: Map<string, string>;
  /** Why its calendar does not take the next changes, in turn. */
  readonly nativeTroubles: DeliveryError[];
  /** Ids of the messages that were deleted. */
  readonly removed: string[];
  isConnected: boolean;
  /** Awaited before each post. */
  before: (post: Posted) => Promise<void>;
}

/** A chat platform in memory. */
export function createFakeAdapter(
  platform: Platform = 'web',
  capabilities: Partial<ChatAdapter['capabilities']> = {},
  { hasCalendar = false, hasRooms = false }: { readonly hasCalendar?: boolean; readonly hasRooms?: boolean } = {},
): FakeAdapter {
  const posted: Posted[] = [];
  const ref = (id: string, kind: ConversationRef['kind']): ConversationRef => ({ platform, space: 'test', id, kind });
  const fake: FakeAdapter = {
    platform,
    receivesAlone: true,
    capabilities: {
      ...THREADS_AND_FORMS,
      unaskedDirectMessages: true,
      ownAccounts: platform === 'web',
      ...capabilities,
    },
    posted,
    troubles: [],
    lockedThreads: new Set(),
    groups: new Map(),
    opened: new Map(),
    channels: new Set(['general', 'coffee', 'organisers']),
    administrators: new Set(),
    profiles: new Map(),
    probes: 0,
    silent: undefined,
    removed: [],
    broken: new Map(),
    removeTroubles: [],
    updateTroubles: [],
    native: new Map(),
    interested: new Map(),
    nativeTroubles: [],
    talkRooms: new Map(),
    threadTroubles: [],
    acts: [],
    whispered: [],
    isConnected: true,
    before: async () => {},
    space: () => 'test',
    linkTo: ({ id }) => `https://${platform}.example.org/${id}`,
    open: async () => {},
    start: async () => {},
    stop: async () => {},
    connected: () => fake.isConnected,
    async archiveGroup({ id }) {
      fake.acts.push(`archived:${id}`);
    },
    openDirect: async (person) => ref(`direct:${person.user}`, 'direct'),
    async openGroup(key, people, title) {
      if (!fake.groups.has(key)) fake.groups.set(key, { people, title });
      return ref(`group:${key}`, 'group');
    },
    channel: async (purpose) => (fake.channels.has(purpose) ? ref(`channel:${purpose}`, 'channel') : undefined),
    checkChannel: async (_purpose, wanted) => (wanted === 'nowhere' ? 'missing' : 'usable'),
    isAdministrator: async ({ user }) => fake.administrators.has(user),
    profileOf: async ({ user }) => fake.profiles.get(user),
    async post(to: ConversationRef, message: OutgoingMessage, options: PostOptions) {
      await options.onSending?.();
      return { conversation: to, id: await arrive(to, message, options) };
    },
    async update({ conversation, id }, content) {
      if (fake.lockedThreads.has(conversation.id)) throw new DeliveryError('the thread is locked', 'refused', { locked: true });
      const trouble = fake.updateTroubles.shift();
      if (trouble !== undefined) throw trouble;
      fake.acts.push(`edit ${conversation.id} ${id}: ${plainText(content)}`);
    },
    async remove({ conversation, id }) {
      if (fake.lockedThreads.has(conversation.id)) throw new DeliveryError('the thread is locked', 'refused', { locked: true });
      const trouble = fake.removeTroubles.shift();
      if (trouble !== undefined) throw trouble;
      fake.removed.push(id);
    },
    async whisper({ id }, { user }, message) {
      fake.whispered.push(`${id} ${user}: ${plainText(message)}`);
    },
    async find(conversation, key) {
      fake.probes += 1;
      if (fake.silent !== undefined) throw fake.silent;
      const index = posted.findIndex((post) => post.key === key && post.to === conversation.id);
      return index < 0 ? undefined : { conversation, id: String(index + 1) };
    },
    async remains(conversation, key) {
      const id = fake.broken.get(key);
      return id === undefined ? undefined : { conversation, id };
    },
    ...(hasCalendar && { events: createFakeCalendar() }),
    ...(hasRooms && { rooms: { list: async () => [...fake.talkRooms].map(([id, name]) => ({ id, name })) } }),
    ...((capabilities.threads ?? true) && { threads: createFakeThreads() }),
  };

  /** What is posted arrives, or not, as `troubles` says. Returns the message's id. */
  async function arrive(
    to: ConversationRef,
    message: OutgoingMessage,
    { key, mentions }: Pick<PostOptions, 'key' | 'mentions'>,
    onArrival: (id: string) => void = () => {},
  ): Promise<string> {
    const post = { to: to.id, key, text: plainText(message), mentions: [...mentions.values()].map(({ user }) => user) };
    await fake.before(post);
    if (to.kind === 'thread' && !fake.opened.has(to.id)) throw new DeliveryError('no such thread', 'unreachable', { gone: true });
    if (fake.lockedThreads.has(to.id)) throw new DeliveryError('the thread is locked', 'refused', { locked: true });
    const trouble = fake.troubles.shift();
    if (trouble === 'never-arrived') throw new DeliveryError('timeout', 'ambiguous');
    if (trouble === 'refused' || trouble === 'unreachable') throw new DeliveryError(trouble, trouble);
    if (trouble === 'direct-closed') throw new DeliveryError(trouble, 'unreachable', { directClosed: true });
    if (typeof trouble === 'object') {
      throw new DeliveryError('slow down', 'wait', trouble.wait === undefined ? {} : { retryAfterMs: trouble.wait });
    }
    posted.push(post);
    onArrival(String(posted.length));
    if (trouble === 'lost') throw new DeliveryError('timeout', 'ambiguous');
    if (trouble === 'crash') throw new TypeError('a mistake in the adapter');
    return String(posted.length);
  }

  function createFakeCalendar(): NativeEvents {
    const orTrouble = () => {
      const trouble = fake.nativeTroubles.shift();
      if (trouble !== undefined) throw trouble;
    };
    return {
      async put(entry) {
        orTrouble();
        fake.native.set(entry.mark, entry);
        return `native:${entry.mark}`;
      },
      async remove(mark) {
        orTrouble();
        fake.native.delete(mark);
      },
      async interested(id) {
        orTrouble();
        return fake.interested.get(id.slice('native:'.length)) ?? [];
      },
    };
  }

  function createFakeThreads(): Threads {
    const openedAs = (id: string) => {
      const thread = ref(`thread:${id}`, 'thread');
      return { thread, message: { conversation: thread, id } };
    };
    const search = (channel: ConversationRef, key: string) => {
      const index = posted.findIndex((post) => post.key === key && post.to === channel.id);
      return fake.opened.has(`thread:${index + 1}`) ? openedAs(String(index + 1)) : undefined;
    };
    const change = async ({ id }: ConversationRef, closed: boolean) => {
      const thread = fake.opened.get(id);
      if (!thread) throw new DeliveryError('no such thread', 'unreachable', { gone: true });
      const trouble = fake.threadTroubles.shift();
      if (trouble instanceof DeliveryError) throw trouble;
      thread.closed = closed;
      fake.acts.push(`${closed ? 'close' : 'reopen'} ${id}`);
      if (trouble === 'lost') throw new DeliveryError('timeout', 'ambiguous');
    };
    return {
      async open(channel, title, message, options) {
        await options.onSending?.();
        const known = search(channel, options.key);
        if (known) return known;
        const id = await arrive(channel, message, options, (opening) =>
          fake.opened.set(`thread:${opening}`, { key: options.key, title, in: channel.id, closed: false }),
        );
        return openedAs(id);
      },
      async find(channel, key) {
        fake.probes += 1;
        if (fake.silent !== undefined) throw fake.silent;
        return search(channel, key);
      },
      close: (thread) => change(thread, true),
      reopen: (thread) => change(thread, false),
    };
  }
  return fake;
}
