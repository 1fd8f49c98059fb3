import type { Clock } from '../../../src/core/time.js';
import {
  type ChannelPurpose,
  type ConversationRef,
  DeliveryError,
  type Identity,
  type PlaceKind,
  type PlaceRef,
} from '../../../src/ports/chat.js';
import type { SlackApi } from '../connect/client.js';
import { SlackFailure, withDeliveryErrors } from '../errors.js';
import type { Problems } from '../problems.js';
import { isPerson } from './address.js';
import { createChannelList } from './channel-list.js';
import { type Channels, type CurrentChannels, createChannels, type FoundChannel } from './channels.js';
import { createGroups, openConversation } from './groups.js';

/** Finds and opens conversations. */
export interface Conversations extends Channels {
  /** The direct conversation with a person. Throws a `DeliveryError`. */
  openDirect(person: Identity): Promise<PlaceRef>;
  /**
   * The direct conversation with a person, as far as it is known; otherwise the person, to whom a message can be posted too: Slack
   * opens few conversations a minute. Throws a `DeliveryError`.
   */
  directOrPerson(person: Identity): Promise<PlaceRef>;
  /** The conversation itself, where the person stands in its place. Throws a `SlackFailure`. */
  opened<T extends ConversationRef>(conversation: T): Promise<T>;
  /** What `directOrPerson` gave is this channel. */
  openedAs<T extends ConversationRef>(conversation: T, channel: string): T;
  /** The private group of these people for `key`. Throws a `DeliveryError`. */
  openGroup(key: string, people: readonly Identity[], title: string): Promise<ConversationRef>;
  /** The person of a direct conversation that was opened before. */
  personIn(conversation: string): Identity | undefined;
  ref(id: string, kind: PlaceKind): PlaceRef;
}

/** What is remembered of conversations, for all that find them. */
export interface RememberedConversations {
  /** Direct conversations by user, and users by direct conversation. */
  readonly directs: Map<string, string>;
  readonly peopleByDirect: Map<string, string>;
  readonly channels: Map<string, FoundChannel>;
  readonly channelNames: Map<string, string>;
  readonly groupKeys: Map<string, string>;
}

/** A memory of no conversation yet. */
export function rememberConversations(): RememberedConversations {
  return { directs: new Map(), peopleByDirect: new Map(), channels: new Map(), channelNames: new Map(), groupKeys: new Map() };
}

export function createConversations(options: {
  readonly api: SlackApi;
  readonly clock: Clock;
  readonly problems: Problems;
  readonly space: () => string;
  readonly purposes: readonly ChannelPurpose[];
  readonly channels: CurrentChannels;
  /** The key that a group was saved with, also before a restart. */
  readonly groupKeyOf: (conversation: ConversationRef) => Promise<string | undefined>;
  readonly remembered: RememberedConversations;
}): Conversations {
  const { api, clock, problems, space, purposes, groupKeyOf, remembered } = options;
  const { directs, peopleByDirect } = remembered;
  const ref = (id: string, kind: PlaceKind): PlaceRef => ({ platform: 'slack', space: space(), id, kind });
  const list = createChannelList(api, remembered.channelNames);
  const groups = createGroups({ api, list, ref, groupKeyOf, keys: remembered.groupKeys });

  const usersOf = (people: readonly Identity[]): string[] => {
    for (const person of people) {
      if (person.platform !== 'slack' || person.space !== space()) throw new DeliveryError('the person is in another space', 'unreachable');
    }
    return [...new Set(people.map((person) => person.user))];
  };

  const remember = (user: string, id: string): string => {
    directs.set(user, id);
    peopleByDirect.set(id, user);
    return id;
  };

  const open = async (user: string, given?: { readonly patienceMs: number }): Promise<string> =>
    directs.get(user) ?? remember(user, await openConversation(api, [user], given));

  return {
    ...createChannels({ api, clock, problems, purposes, list, settings: options.channels, ref, known: remembered.channels }),
    ref,
    openDirect: (person) =>
      withDeliveryErrors(problems, { where: '', shown: '' }, async () => {
        const [user = person.user] = usersOf([person]);
        return ref(await open(user), 'direct');
      }),
    directOrPerson: (person) =>
      withDeliveryErrors(problems, { where: '', shown: '' }, async () => {
        const [user = person.user] = usersOf([person]);
        const id = await open(user, { patienceMs: 0 }).catch((error: unknown) => {
          if (error instanceof SlackFailure && error.kind === 'rate-limit') return user;
          throw error;
        });
        return ref(id, 'direct');
      }),
    opened: async (conversation) => (isPerson(conversation) ? { ...conversation, id: await open(conversation.id) } : conversation),
    openedAs: (conversation, channel) =>
      isPerson(conversation) ? { ...conversation, id: remember(conversation.id, channel) } : conversation,
    openGroup: (key, people, title) =>
      withDeliveryErrors(problems, { where: key, shown: key }, async () => {
        const users = usersOf(people);
        if (users.length === 0) throw new DeliveryError('a group needs at least one person', 'refused');
        return groups.open(key, users, title);
      }),
    personIn(conversation) {
      const user = isPerson({ id: conversation, kind: 'direct' }) ? conversation : peopleByDirect.get(conversation);
      return user === undefined ? undefined : { platform: 'slack', space: space(), user };
    },
  };
}
