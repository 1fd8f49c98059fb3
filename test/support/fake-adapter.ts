import type { Message } from '../../src/core/message.js';
import { plainText } from '../../src/core/message.js';
import type { Channel } from '../../src/core/notification.js';
import {
  type ChatAdapter,
  type ConversationRef,
  DeliveryError,
  type Identity,
  type Platform,
  type PostOptions,
} from '../../src/ports/chat.js';

export interface Posted {
  readonly to: string;
  readonly key: string;
  readonly text: string;
  readonly mentions: readonly string[];
}

/** What happens to the next posts, in turn; afterwards all is well. `lost`: it arrives, but the answer does not. */
export type Trouble = 'lost' | 'never-arrived' | 'refused' | 'unreachable' | { readonly wait: number | undefined } | 'crash';

export interface FakeAdapter extends ChatAdapter {
  readonly posted: readonly Posted[];
  readonly troubles: Trouble[];
  readonly groups: Map<string, { readonly people: readonly Identity[]; readonly title: string }>;
  readonly channels: Set<Channel>;
  /** Accounts whom the platform lets administer it. */
  readonly administrators: Set<string>;
  /** How often it was asked whether a key was posted. */
  probes: number;
  /** Why it can't say whether a key was posted. */
  silent: DeliveryError | undefined;
  /** Ids of the messages that were deleted. */
  readonly removed: string[];
  isConnected: boolean;
  /** Awaited before each post. */
  before: (post: Posted) => Promise<void>;
}

/** A chat platform in memory. */
export function createFakeAdapter(platform: Platform = 'web', capabilities: Partial<ChatAdapter['capabilities']> = {}): FakeAdapter {
  const posted: Posted[] = [];
  const ref = (id: string, kind: ConversationRef['kind']): ConversationRef => ({ platform, space: 'test', id, kind });
  const fake: FakeAdapter = {
    platform,
    receivesAlone: true,
    capabilities: {
      privateReplies: true,
      privateGroups: true,
      threads: true,
      forms: true,
      files: true,
      unaskedDirectMessages: true,
      ...capabilities,
    },
    posted,
    troubles: [],
    groups: new Map(),
    channels: new Set(['general', 'coffee', 'organisers']),
    administrators: new Set(),
    probes: 0,
    silent: undefined,
    removed: [],
    isConnected: true,
    before: async () => {},
    space: () => 'test',
    open: async () => {},
    start: async () => {},
    stop: async () => {},
    connected: () => fake.isConnected,
    openDirect: async (person) => ref(`direct:${person.user}`, 'direct'),
    async openGroup(key, people, title) {
      if (!fake.groups.has(key)) fake.groups.set(key, { people, title });
      return ref(`group:${key}`, 'group');
    },
    channel: async (purpose) => (fake.channels.has(purpose) ? ref(`channel:${purpose}`, 'channel') : undefined),
    checkChannel: async (_purpose, wanted) => (wanted === 'nowhere' ? 'missing' : 'usable'),
    isAdministrator: async ({ user }) => fake.administrators.has(user),
    async post(to: ConversationRef, message: Message, { key, mentions, onSending }: PostOptions) {
      await onSending?.();
      const post = { to: to.id, key, text: plainText(message), mentions: [...mentions.values()].map(({ user }) => user) };
      await fake.before(post);
      const trouble = fake.troubles.shift();
      if (trouble === 'never-arrived') throw new DeliveryError('timeout', 'ambiguous');
      if (trouble === 'refused' || trouble === 'unreachable') throw new DeliveryError(trouble, trouble);
      if (typeof trouble === 'object') {
        throw new DeliveryError('slow down', 'wait', trouble.wait === undefined ? {} : { retryAfterMs: trouble.wait });
      }
      posted.push(post);
      if (trouble === 'lost') throw new DeliveryError('timeout', 'ambiguous');
      if (trouble === 'crash') throw new TypeError('a mistake in the adapter');
      return { conversation: to, id: String(posted.length) };
    },
    update: async () => {},
    async remove({ id }) {
      fake.removed.push(id);
    },
    async find(conversation, key) {
      fake.probes += 1;
      if (fake.silent !== undefined) throw fake.silent;
      const index = posted.findIndex((post) => post.key === key && post.to === conversation.id);
      return index < 0 ? undefined : { conversation, id: String(index + 1) };
    },
  };
  return fake;
}
