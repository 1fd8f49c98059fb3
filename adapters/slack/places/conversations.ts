import { CHANNELS, type Channel } from '../../../src/core/notification.js';
import { type Clock, leftOf, MINUTE } from '../../../src/core/time.js';
import { type ChannelCheck, type ConversationRef, DeliveryError, type Identity } from '../../../src/ports/chat.js';
import type { SlackApi } from '../connect/client.js';
import { deliveryError, SlackFailure, type Whereabouts } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Problems } from '../problems.js';

/** A channel's id or name for each purpose, as the operator gave them. */
export type ChannelSettings = Readonly<Partial<Record<Channel, string>>>;
/** As they stand now: organisers change them while we run. */
export type CurrentChannels = () => Promise<ChannelSettings>;

/** Finds and opens conversations. All throw a `DeliveryError`. */
export interface Conversations {
  openDirect(person: Identity): Promise<ConversationRef>;
  openGroup(key: string, people: readonly Identity[], title: string): Promise<ConversationRef>;
  channel(purpose: Channel): Promise<ConversationRef | undefined>;
  check(purpose: Channel, wanted: string): Promise<ChannelCheck>;
  /** Joins a public channel. True if the bot is in it now. */
  join(channel: string): Promise<boolean>;
  /** Channels were made, renamed, archived or left: they are looked for again, and what is mended is told as over. Never throws. */
  lookAgain(): Promise<void>;
  /** Whether the bot is in this channel, and it is not archived: asked of Slack, and false if it does not answer. */
  isOpen(channel: string): Promise<boolean>;
  /** Purposes that this channel serves, as far as known. */
  purposeOf(channel: string): Channel | undefined;
  /** The person of a direct conversation that we opened. */
  personIn(conversation: string): Identity | undefined;
  whereabouts(conversation: string): Whereabouts;
  ref(id: string, kind: ConversationRef['kind']): ConversationRef;
}

const DEFAULT_NAMES: Readonly<Record<Channel, readonly string[]>> = {
  general: ['general'],
  coffee: ['coffee', 'coffee-chat', 'coffee-chats'],
  organisers: ['organisers', 'organizers', 'mudhif-organisers'],
};

/** What is over when a channel for the purpose is found and can be used. */
const CHANNEL_PROBLEMS = ['channel-missing', 'organisers-channel-public', 'bot-removed', 'channel-archived'] as const;

const KNOWN_FOR = 10 * MINUTE;
const MISSING_FOR = MINUTE;

interface Found {
  /** What organisers had set when it was looked for. */
  readonly wanted: string | undefined;
  readonly conversation: ConversationRef | undefined;
  readonly until: number;
}

interface ListedChannel {
  readonly id: string;
  readonly name: string;
  readonly isPrivate: boolean;
  readonly isMember: boolean;
  readonly isGeneral: boolean;
}

export function createConversations(options: {
  readonly api: SlackApi;
  readonly clock: Clock;
  readonly problems: Problems;
  readonly space: () => string;
  readonly channels: CurrentChannels;
  /** The key of ours that a group belongs to already, also from before a restart. */
  readonly groupKeyOf: (conversation: ConversationRef) => Promise<string | undefined>;
}): Conversations {
  const { api, clock, problems, space } = options;
  const directs = new Map<string, string>();
  const readers = new Map<string, string>();
  const groups = new Map<string, string>();
  const channels = new Map<Channel, Found>();
  const names = new Map<string, string>();
  const ref = (id: string, kind: ConversationRef['kind']): ConversationRef => ({ platform: 'slack', space: space(), id, kind });

  const usersOf = (people: readonly Identity[]): string[] => {
    for (const person of people) {
      if (person.platform !== 'slack' || person.space !== space()) throw new DeliveryError('the person is in another space', 'unreachable');
    }
    return [...new Set(people.map((person) => person.user))];
  };

  const open = async (users: readonly string[]): Promise<string> => {
    const opened = await api.patiently('reads', 'conversations.open', (client) => client.conversations.open({ users: users.join(',') }));
    const id = opened.channel?.id;
    if (id === undefined) throw new SlackFailure({ kind: 'ambiguous', code: 'no_channel', method: 'conversations.open' });
    return id;
  };

  const privateChannel = async (key: string, users: readonly string[], title: string): Promise<string> => {
    const name = channelName(key);
    const id = await createOrFind(name);
    // In lots, as Slack takes up to a hundred; who is in already is no mistake.
    for (let from = 0; from < users.length; from += 100) {
      const lot = users.slice(from, from + 100).join(',');
      await api
        .patiently('reads', 'conversations.invite', (client) => client.conversations.invite({ channel: id, users: lot, force: true }))
        .catch(unless(['already_in_channel']));
    }
    await api
      .patiently('reads', 'conversations.setTopic', (client) => client.conversations.setTopic({ channel: id, topic: title.slice(0, 250) }))
      .catch(() => {});
    return id;
  };

  const createOrFind = async (name: string): Promise<string> => {
    try {
      const made = await api.patiently('reads', 'conversations.create', (client) =>
        client.conversations.create({ name, is_private: true }),
      );
      if (made.channel?.id !== undefined) return made.channel.id;
    } catch (error) {
      // Made before, or by a call whose answer was lost.
      if (!(error instanceof SlackFailure) || (error.code !== 'name_taken' && error.kind !== 'ambiguous')) throw error;
    }
    const known = (await list()).find((channel) => channel.name === name && channel.isMember);
    if (!known) throw new SlackFailure({ kind: 'platform', code: 'name_taken', method: 'conversations.create' });
    return known.id;
  };

  const list = async (): Promise<readonly ListedChannel[]> => {
    const found: ListedChannel[] = [];
    let cursor: string | undefined;
    do {
      const page = await api.patiently('reads', 'conversations.list', (client) =>
        client.conversations.list({
          types: 'public_channel,private_channel',
          exclude_archived: true,
          limit: 200,
          ...(cursor ? { cursor } : {}),
        }),
      );
      for (const { id, name, is_private, is_member, is_general } of page.channels ?? []) {
        if (id === undefined || name === undefined) continue;
        names.set(id, name);
        found.push({ id, name, isPrivate: is_private === true, isMember: is_member === true, isGeneral: is_general === true });
      }
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
    return found;
  };

  const named = (all: readonly ListedChannel[], wanted: string): ListedChannel | undefined =>
    all.find((channel) => channel.id === wanted || channel.name === wanted);

  const lookFor = async (purpose: Channel, wanted: string | undefined): Promise<ConversationRef | undefined> => {
    const all = await list();
    const found = wanted
      ? named(all, wanted)
      : // Unless told, only where somebody has invited the bot.
        all.find(
          (channel) =>
            channel.isMember &&
            (DEFAULT_NAMES[purpose].includes(channel.name) || (purpose === 'general' && channel.isGeneral)) &&
            (purpose !== 'organisers' || channel.isPrivate),
        );
    if (wanted && !found) problems.report('channel-missing', purpose, {}, `#${wanted}`);
    if (!found) return undefined;
    if (purpose === 'organisers' && !found.isPrivate) {
      problems.report('organisers-channel-public', purpose, { conversation: found.id }, `#${found.name}`);
      return undefined;
    }
    if (!found.isMember && (found.isPrivate || !(await join(found.id)))) {
      problems.report('bot-removed', purpose, { conversation: found.id }, `#${found.name}`);
      return undefined;
    }
    for (const code of CHANNEL_PROBLEMS) problems.over(code, purpose);
    return ref(found.id, 'channel');
  };

  const join = async (channel: string): Promise<boolean> =>
    api
      .patiently('reads', 'conversations.join', (client) => client.conversations.join({ channel }))
      .then(
        () => true,
        () => false,
      );

  const purposeOf = (channel: string): Channel | undefined => [...channels].find(([, found]) => found.conversation?.id === channel)?.[0];
  const whereabouts = (conversation: string): Whereabouts => {
    const name = names.get(conversation);
    return { where: purposeOf(conversation) ?? conversation, shown: name === undefined ? conversation : `#${name}` };
  };

  const asDelivery = async <T>(where: Whereabouts, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const delivery = deliveryError(error, problems, where);
      // Opening twice opens once: there is no doubt to keep.
      throw delivery.outcome === 'ambiguous' ? new DeliveryError(delivery.message, 'wait', { cause: error }) : delivery;
    }
  };

  return {
    ref,
    join,
    openDirect: (person) =>
      asDelivery({ where: '', shown: '' }, async () => {
        const [user = person.user] = usersOf([person]);
        const id = directs.get(user) ?? (await open([user]));
        directs.set(user, id);
        readers.set(id, user);
        return ref(id, 'direct');
      }),
    openGroup: (key, people, title) =>
      asDelivery({ where: key, shown: key }, async () => {
        const users = usersOf(people);
        if (users.length === 0) throw new DeliveryError('a group of nobody', 'refused');
        // With one person it would be the direct conversation, which may be what they do not want.
        const talk = users.length > 1 && users.length <= LIMITS.groupPeople ? ref(await open(users), 'group') : undefined;
        // Slack has one group conversation for the same people. If it is another key's, this one gets a private channel.
        const owner = talk && (groups.get(talk.id) ?? (await options.groupKeyOf(talk)) ?? groups.get(talk.id));
        const group = talk && (owner === undefined || owner === key) ? talk : ref(await privateChannel(key, users, title), 'group');
        groups.set(group.id, key);
        return group;
      }),
    channel,
    check: (purpose, wanted) =>
      asDelivery({ where: purpose, shown: purpose }, async () => {
        const found = named(await list(), tidy(wanted) ?? '');
        if (!found) return 'missing';
        if (purpose === 'organisers' && !found.isPrivate) return 'open';
        return found.isMember || !found.isPrivate ? 'usable' : 'no-access';
      }),
    async lookAgain() {
      for (const [purpose, found] of channels) channels.set(purpose, { ...found, until: 0 });
      for (const purpose of CHANNELS) await channel(purpose).catch(() => undefined);
    },
    isOpen: (wanted) =>
      api
        .patiently('reads', 'conversations.info', (client) => client.conversations.info({ channel: wanted }))
        .then(
          ({ channel: found }) => found?.is_member === true && found.is_archived !== true,
          () => false,
        ),
    purposeOf,
    whereabouts,
    personIn(conversation) {
      const user = readers.get(conversation);
      return user === undefined ? undefined : { platform: 'slack', space: space(), user };
    },
  };

  async function channel(purpose: Channel): Promise<ConversationRef | undefined> {
    const wanted = tidy((await options.channels())[purpose]);
    const known = channels.get(purpose);
    const lasts = known?.conversation ? KNOWN_FOR : MISSING_FOR;
    if (known && known.wanted === wanted && leftOf(known.until, lasts, clock.now()) > 0) return known.conversation;
    const conversation = await asDelivery({ where: purpose, shown: purpose }, () => lookFor(purpose, wanted));
    channels.set(purpose, { wanted, conversation, until: clock.now() + (conversation ? KNOWN_FOR : MISSING_FOR) });
    return conversation;
  }
}

/** `#coffee` and `coffee` are the same; empty is none. */
function tidy(wanted: string | undefined): string | undefined {
  return wanted?.trim().replace(/^#/, '') || undefined;
}

/** Lower case, digits and hyphens: what Slack takes for a channel's name. */
function channelName(key: string): string {
  return `mudhif-${key.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`.slice(0, LIMITS.channelName);
}

function unless(codes: readonly string[]): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof SlackFailure) || !codes.includes(error.code)) throw error;
  };
}
