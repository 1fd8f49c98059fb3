import { after, type Clock, type Instant, leftOf, MINUTE, toInstant } from '../../../src/core/time.js';
import type { ChannelCheck, ChannelPurpose, ConversationRef, PlaceKind, PlaceRef } from '../../../src/ports/chat.js';
import type { ServedChannels } from '../../../src/ports/served-channels.js';
import type { SlackApi } from '../connect/client.js';
import { SlackFailure, type Whereabouts, withDeliveryErrors } from '../errors.js';
import type { Problems } from '../problems.js';
import type { ChannelList, ListedChannel } from './channel-list.js';

/** A channel's id or name for each purpose, as organisers chose it. */
export type ChannelSettings = Readonly<Partial<Record<string, string>>>;
/** The current settings, read each time because organisers change them while the adapter runs. */
export type CurrentChannels = () => Promise<ChannelSettings>;

/** The channels that serve the community's purposes. */
export interface Channels {
  /** The channel that serves a purpose, or `undefined`. Throws a `DeliveryError`. */
  channel(purpose: string): Promise<ConversationRef | undefined>;
  /** Whether the channel with this id or name can serve a purpose; joins nothing. Throws a `DeliveryError`. */
  check(purpose: string, wanted: string): Promise<ChannelCheck>;
  /** The channels that serve purposes whose channels welcome people. Throws a `DeliveryError`. */
  welcoming(): Promise<readonly ConversationRef[]>;
  /** Joins a public channel. True if the bot is in it now; never throws. */
  join(channel: string): Promise<boolean>;
  /** Finds all channels again after some changed, and reports solved problems as over. Never throws. */
  refresh(): Promise<void>;
  /** Asks Slack whether the bot is in this channel and it is not archived; false if Slack does not answer. */
  isUsable(channel: string): Promise<boolean>;
  /**
   * Whether the bot sees this channel no more, deleted or private to others, and no purpose asks for it. Throws a `SlackFailure`.
   */
  isAbandoned(channel: string): Promise<boolean>;
  /**
   * Looks after a start what became of the channels that served before, and reports what was lost meanwhile. Returns those that
   * serve now, and those that are lost. Never throws.
   */
  lookBack(before: ServedChannels): Promise<ServedChannels>;
  /** The purpose that this channel serves, as far as known. */
  purposeOf(channel: string): string | undefined;
  /** How problem reports name a conversation. */
  whereabouts(conversation: string): Whereabouts;
}

/** Problems that are solved when a usable channel for the purpose is found. */
const CHANNEL_PROBLEMS = ['channel-missing', 'organisers-channel-public', 'bot-removed', 'channel-archived'] as const;

/** How long a found channel, and the fact that there is none, are remembered. */
const FOUND_TTL = 10 * MINUTE;
const MISSING_TTL = MINUTE;

/** The original name of the channel that Slack marks `is_general`; workspaces may rename it (docs.slack.dev, "Channel object"). */
const GENERAL_NAME = 'general';

/** What was found for a purpose. */
export interface FoundChannel {
  /** The organisers' choice when it was looked for. */
  readonly wanted: string | undefined;
  readonly conversation: ConversationRef | undefined;
  readonly until: Instant;
}

export function createChannels(options: {
  readonly api: SlackApi;
  readonly clock: Clock;
  readonly problems: Problems;
  readonly purposes: readonly ChannelPurpose[];
  readonly list: ChannelList;
  readonly settings: CurrentChannels;
  readonly ref: (id: string, kind: PlaceKind) => PlaceRef;
  /** What was found before, by purpose. */
  readonly known: Map<string, FoundChannel>;
}): Channels {
  const { api, clock, problems, list, ref, known } = options;
  const purposes = new Map(options.purposes.map((purpose) => [purpose.name, purpose]));

  const find = async (purpose: ChannelPurpose, wanted: string | undefined): Promise<ConversationRef | undefined> => {
    const all = await list.load();
    const found = wanted ? named(all, wanted) : all.find((channel) => servesByName(channel, purpose));
    if (wanted && !found) problems.report('channel-missing', purpose.name, {}, `#${wanted}`);
    if (!found) return undefined;
    if (isTooPublic(found, purpose)) {
      problems.report('organisers-channel-public', purpose.name, { conversation: found.id }, `#${found.name}`);
      return undefined;
    }
    if (!found.isMember && (found.isPrivate || !(await join(found.id)))) {
      problems.report('bot-removed', purpose.name, { conversation: found.id }, `#${found.name}`);
      return undefined;
    }
    for (const code of CHANNEL_PROBLEMS) problems.over(code, purpose.name);
    return ref(found.id, 'channel');
  };

  const join = async (channel: string): Promise<boolean> =>
    api
      .callWithRetry('reads', 'conversations.join', (client) => client.conversations.join({ channel }))
      .then(
        () => true,
        () => false,
      );

  const channel = async (name: string): Promise<ConversationRef | undefined> => {
    const purpose = purposes.get(name);
    if (!purpose) return undefined;
    const wanted = withoutHash((await options.settings())[name]);
    const before = known.get(name);
    const ttl = before?.conversation ? FOUND_TTL : MISSING_TTL;
    if (before && before.wanted === wanted && leftOf(before.until, ttl, clock.now()) > 0) return before.conversation;
    const conversation = await withDeliveryErrors(problems, { where: name, shown: name }, () => find(purpose, wanted));
    known.set(name, { wanted, conversation, until: after(clock.now(), conversation ? FOUND_TTL : MISSING_TTL) });
    return conversation;
  };

  /** Reports what became of a channel that served a purpose; `joined` if it serves again. */
  const isLost = async (purpose: string, { id, name }: ServedChannels[string]): Promise<'joined' | 'lost'> => {
    const details = { conversation: id };
    try {
      const { channel: found } = await api.callWithRetry('reads', 'conversations.info', (client) =>
        client.conversations.info({ channel: id }),
      );
      if (found?.is_archived === true) problems.report('channel-archived', purpose, details, `#${name}`);
      else if (found?.is_member === true || (found?.is_private !== true && (await join(id)))) return 'joined';
      else problems.report('bot-removed', purpose, details, `#${name}`);
    } catch (error) {
      if (!(error instanceof SlackFailure) || error.code !== 'channel_not_found') throw error;
      // A private channel that the bot was taken out of can't be told from a deleted one.
      problems.report('channel-missing', purpose, details, `#${name}`);
    }
    return 'lost';
  };

  const purposeOf = (id: string): string | undefined => [...known].find(([, found]) => found.conversation?.id === id)?.[0];

  return {
    channel,
    join,
    purposeOf,
    check: (name, wanted) =>
      withDeliveryErrors(problems, { where: name, shown: name }, async () => {
        const found = named(await list.load(), withoutHash(wanted) ?? '');
        if (!found) return 'missing';
        if (isTooPublic(found, purposes.get(name))) return 'open';
        return found.isMember || !found.isPrivate ? 'usable' : 'no-access';
      }),
    async welcoming() {
      const found: ConversationRef[] = [];
      for (const { name, welcomes } of options.purposes) {
        const conversation = welcomes ? await channel(name) : undefined;
        if (conversation) found.push(conversation);
      }
      return found;
    },
    async refresh() {
      for (const [name, found] of known) known.set(name, { ...found, until: toInstant(0) });
      for (const { name } of options.purposes) await channel(name).catch(() => undefined);
    },
    async lookBack(before) {
      const served: Record<string, ServedChannels[string]> = {};
      for (const { name } of options.purposes) {
        const last = before[name];
        try {
          let found = await channel(name);
          if (!found && last && (await isLost(name, last)) === 'joined') {
            known.delete(name);
            found = await channel(name);
          }
          const current = found ? { id: found.id, name: list.nameOf(found.id) ?? found.id } : last;
          if (current) served[name] = current;
        } catch {
          // Slack can't be asked now; the next start looks again.
          if (last) served[name] = last;
        }
      }
      return served;
    },
    isUsable: (id) =>
      api
        .callWithRetry('reads', 'conversations.info', (client) => client.conversations.info({ channel: id }))
        .then(
          ({ channel: found }) => found?.is_member === true && found.is_archived !== true,
          () => false,
        ),
    async isAbandoned(id) {
      if ((await list.load()).some((one) => one.id === id)) return false;
      const isIt = (wanted: string | undefined) => wanted === id || (wanted !== undefined && wanted === list.nameOf(id));
      return !Object.values(await options.settings()).some((wanted) => isIt(withoutHash(wanted)));
    },
    whereabouts(conversation) {
      const name = list.nameOf(conversation);
      return { where: purposeOf(conversation) ?? conversation, shown: name === undefined ? conversation : `#${name}` };
    },
  };
}

function named(all: readonly ListedChannel[], wanted: string): ListedChannel | undefined {
  return all.find((channel) => channel.id === wanted || channel.name === wanted);
}

/** Whether a channel serves a purpose that organisers chose no channel for: only if somebody invited the bot to it. */
function servesByName(channel: ListedChannel, purpose: ChannelPurpose): boolean {
  const names = channel.isGeneral ? [channel.name, GENERAL_NAME] : [channel.name];
  return channel.isMember && names.some((name) => purpose.usualNames.includes(name)) && !isTooPublic(channel, purpose);
}

/** Whether everyone could read what is for organisers only. */
function isTooPublic({ isPrivate }: ListedChannel, purpose: ChannelPurpose | undefined): boolean {
  return purpose?.readers === 'organisers' && !isPrivate;
}

/** `#talk` and `talk` are the same; an empty name is none. */
function withoutHash(wanted: string | undefined): string | undefined {
  return wanted?.trim().replace(/^#/, '') || undefined;
}
