import type { ConversationRef, PlaceKind, PlaceRef } from '../../../src/ports/chat.js';
import type { SlackApi } from '../connect/client.js';
import { SlackFailure } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { ChannelList } from './channel-list.js';

/** Opens private groups: group direct messages where possible, private channels otherwise. */
export interface Groups {
  /**
   * The group of these accounts for `key`; the same key gives the same group. Throws a `SlackFailure`.
   *
   * @param users ids of one account or more, without repeats
   * @param title the topic of the channel, if the group needs one
   */
  open(key: string, users: readonly string[], title: string): Promise<ConversationRef>;
}

/** Most users that one call of `conversations.invite` accepts (docs.slack.dev, method reference). */
const INVITED_AT_ONCE = 100;

export function createGroups(options: {
  readonly api: SlackApi;
  readonly list: ChannelList;
  readonly ref: (id: string, kind: PlaceKind) => PlaceRef;
  /** The key that a group was saved with, also before a restart. */
  readonly groupKeyOf: (conversation: ConversationRef) => Promise<string | undefined>;
  /** The keys of groups that were opened before, by the groups' ids. */
  readonly keys: Map<string, string>;
}): Groups {
  const { api, list, ref, keys } = options;

  const openPrivateChannel = async (key: string, users: readonly string[], title: string): Promise<string> => {
    const id = await createOrFind(channelName(key));
    for (let from = 0; from < users.length; from += INVITED_AT_ONCE) {
      const batch = users.slice(from, from + INVITED_AT_ONCE).join(',');
      await api
        .callWithRetry('reads', 'conversations.invite', (client) => client.conversations.invite({ channel: id, users: batch, force: true }))
        .catch(ignoring(['already_in_channel']));
    }
    await api
      .callWithRetry('reads', 'conversations.setTopic', (client) =>
        client.conversations.setTopic({ channel: id, topic: title.slice(0, 250) }),
      )
      .catch(() => {});
    return id;
  };

  const createOrFind = async (name: string): Promise<string> => {
    try {
      const made = await api.callWithRetry('reads', 'conversations.create', (client) =>
        client.conversations.create({ name, is_private: true }),
      );
      if (made.channel?.id !== undefined) return made.channel.id;
    } catch (error) {
      // The channel exists already: from before, or from a call whose answer was lost.
      if (!(error instanceof SlackFailure) || (error.code !== 'name_taken' && error.kind !== 'ambiguous')) throw error;
    }
    const known = (await list.load()).find((channel) => channel.name === name && channel.isMember);
    if (!known) throw new SlackFailure({ kind: 'platform', code: 'name_taken', method: 'conversations.create' });
    return known.id;
  };

  return {
    async open(key, users, title) {
      // With one person it would be their direct conversation, which is not a group of its own.
      const isGroupMessage = users.length > 1 && users.length <= LIMITS.groupPeople;
      const shared = isGroupMessage ? ref(await openConversation(api, users), 'group') : undefined;
      // Slack has one group direct message for the same people. If it belongs to another key, this one gets a private channel.
      const owner = shared && (keys.get(shared.id) ?? (await options.groupKeyOf(shared)) ?? keys.get(shared.id));
      const isFree = owner === undefined || owner === key;
      const group = shared && isFree ? shared : ref(await openPrivateChannel(key, users, title), 'group');
      keys.set(group.id, key);
      return group;
    },
  };
}

/**
 * Opens the direct message with these accounts and gives its id. Throws a `SlackFailure`.
 *
 * @param given `patienceMs`: gives up if there is no slot so soon; unless told, it waits and tries again
 */
export async function openConversation(api: SlackApi, users: readonly string[], given?: { readonly patienceMs: number }): Promise<string> {
  const call = given ? api.call : api.callWithRetry;
  const opened = await call('reads', 'conversations.open', (client) => client.conversations.open({ users: users.join(',') }), given);
  const id = opened.channel?.id;
  if (id === undefined) throw new SlackFailure({ kind: 'ambiguous', code: 'no_channel', method: 'conversations.open' });
  return id;
}

/** A channel name for a key: lower case, digits and hyphens, as Slack requires (docs.slack.dev, conversations.create). */
function channelName(key: string): string {
  return `mudhif-${key.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`.slice(0, LIMITS.channelName);
}

function ignoring(codes: readonly string[]): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof SlackFailure) || !codes.includes(error.code)) throw error;
  };
}
