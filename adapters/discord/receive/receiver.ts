import type { GatewayDispatchPayload } from 'discord.js';
import type { Form } from '../../../src/core/message.js';
import { createScheduler } from '../../../src/kit/scheduler.js';
import { createTtlCache } from '../../../src/kit/ttl-cache.js';
import type { ConversationRef, Inbox } from '../../../src/ports/chat.js';
import type { Metrics } from '../../../src/ports/metrics.js';
import { CACHE_SIZES, CONGESTED_ABOVE, TIMES } from '../limits.js';
import type { Administrators } from '../members/administrators.js';
import { createRoster, type Roster, type RosterDependencies } from '../members/roster.js';
import type { DiscordAdapterOptions } from '../options.js';
import type { DirectMessages } from '../places/direct-messages.js';
import { createGive } from '../post/give.js';
import { findParts as findPartsOf } from '../post/history.js';
import { createInteractionAnswers } from '../post/interaction-answers.js';
import { createGiveAsPost } from '../post/late-answers.js';
import { createPendingReplies, type PendingReply } from '../post/pending-replies.js';
import { createPosts } from '../post/posts.js';
import { createReplies } from '../post/replies.js';
import { createTokenStore } from '../post/token-store.js';
import { createCommunityCards } from '../render/community-cards.js';
import type { Server } from '../server.js';
import { createEvents, type EventsDependencies } from './events.js';
import { createInteractions, type Interactions } from './interactions.js';
import { type ContributionsDependencies, createContributions } from './threads/contributions.js';
import { createThreadEvents } from './threads/thread-events.js';
import { createVoices, type VoicesDependencies } from './voices.js';

type ForEvents = Omit<
  EventsDependencies,
  'inbox' | 'interactions' | 'roster' | 'threads' | 'voices' | 'botId' | 'noticedDirect' | 'onReady'
>;
type ForContributions = Omit<ContributionsDependencies, 'inbox'>;
type ForRoster = Pick<RosterDependencies, 'knownAccounts' | 'leftAccounts'>;

export interface ReceiverDependencies extends ForEvents, ForContributions, ForRoster, Pick<VoicesDependencies, 'isUp'> {
  readonly languages: DiscordAdapterOptions['languages'];
  readonly metrics: Metrics;
  readonly server: Server;
  readonly directMessages: DirectMessages;
  readonly administrators: Administrators;
  /** Whether Discord tells the bot who is in voice channels. */
  readonly hearsVoices: () => boolean;
  /** A conversation that everyone reads, in which to say that an answer is ready; undefined if there is none. */
  readonly common: () => ConversationRef | undefined;
}

/** Everything that receives from Discord, for one inbox. */
export interface Receiver extends Pick<Interactions, 'resume' | 'answer'> {
  readonly handle: (packet: GatewayDispatchPayload) => Promise<void>;
  readonly roster: Roster;
  /** From now on Discord tells who is in voice channels. */
  hearing(): Promise<void>;
  /** Stops what it reports by itself. */
  stop(): void;
  /** The bot is about to delete messages, of which features must not hear. */
  removing(messages: readonly string[]): void;
}

export function createReceiver(dependencies: ReceiverDependencies, inbox: Inbox): Receiver {
  const { api, clock, timer, logger, metrics, problems, server, guildId, channels, groups, languages, knownAccounts, leftAccounts } =
    dependencies;
  const roster = createRoster({ api, clock, logger, problems, inbox, guildId, knownAccounts, leftAccounts });
  const communityCards = createCommunityCards(languages);
  const forms = createTtlCache<Form>({ clock, ttlMs: TIMES.pendingReply, maxEntries: CACHE_SIZES.forms });
  const store = createTokenStore<PendingReply>({ clock, ttlMs: TIMES.pendingReply, maxEntries: CACHE_SIZES.answers });
  const pending = createPendingReplies(store, communityCards);
  const scheduler = createScheduler({ congestedAbove: CONGESTED_ABOVE, maxDelayMs: TIMES.handlerDelay });
  const answers = createInteractionAnswers(api, metrics);
  const findParts = (channel: string, key: string) => findPartsOf(api.answering, server.botId(), channel, key);
  const posts = createPosts({ api: api.answering, problems, botId: server.botId, checkPermissions: channels.checkOne });
  const replies = createReplies({
    answers,
    give: createGive({ answers, pending, communityCards, forms, findParts }),
    giveAsPost: createGiveAsPost({ pending, posts, elsewhere: dependencies.common, findParts }),
    communityCards,
    scheduler,
    clock,
    timer,
    logger,
    problems,
  });
  const interactions = createInteractions({
    api,
    clock,
    timer,
    logger,
    metrics,
    inbox,
    replies,
    pending,
    communityCards,
    forms,
    scheduler,
    guildId,
    uploadBytes: dependencies.uploadBytes,
    isMember: roster.has,
    noticedDirect: dependencies.directMessages.noticed,
    noticedPermissions: dependencies.administrators.noticed,
  });
  const read = createContributions({
    inbox,
    names: dependencies.names,
    hearsContent: dependencies.hearsContent,
    uploadBytes: dependencies.uploadBytes,
  });
  const threads = createThreadEvents({ inbox, clock, guildId, botId: server.botId, read });
  const voices = createVoices({ inbox, clock, timer, guildId, hears: dependencies.hearsVoices, isUp: dependencies.isUp });
  const events = createEvents({
    api,
    clock,
    timer,
    heard: dependencies.heard,
    logger,
    problems,
    inbox,
    interactions: interactions.handle,
    roster,
    groups,
    channels,
    threads,
    voices,
    hearsReactions: dependencies.hearsReactions,
    guildId,
    botId: server.botId,
    noticedDirect: dependencies.directMessages.noticed,
    onReady: server.introduce,
  });
  const { resume, answer } = interactions;
  return {
    handle: events.handle,
    resume,
    answer,
    roster,
    hearing: voices.tell,
    stop() {
      voices.stop();
      events.stop();
    },
    removing(messages) {
      for (const id of messages) threads.noted({ id, author: { id: server.botId(), bot: true } });
    },
  };
}
