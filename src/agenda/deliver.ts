import { z } from 'zod';
import { endOfQuiet, isQuiet } from '../calendar/hours.js';
import { type DeliveryId, type MemberId, toId } from '../core/ids.js';
import { defineJob, type Job, type JobOutcome } from '../core/job.js';
import type { Message } from '../core/message.js';
import type { Audience, Channel, Composed, Notification } from '../core/notification.js';
import { type Clock, type Instant, MINUTE } from '../core/time.js';
import { applyInOrder, createGroupCommit } from '../kit/group-commit.js';
import { type Delivery, WAIT_TURN } from '../ports/agenda.js';
import { type ChatAdapter, type ConversationRef, DeliveryError, type Identity, type MessageRef, type Platform } from '../ports/chat.js';
import { type Metrics, noopMetrics } from '../ports/metrics.js';
import type { Repositories, Store } from '../ports/store.js';
import { ATTEMPTS_MAX } from './backoff.js';
import { adapterOf, type Resolved, resolveDestination, roomKey } from './destination.js';
import { instrument, type Progress, QUIET_HOURS, RATE_LIMIT } from './instrument-delivery.js';
import { DELIVER } from './jobs.js';
import { mentionedIn } from './mentions.js';
import type { NotificationRegistry } from './notifications.js';
import { FAILED_UNKNOWN_OUTCOME, findEarlierAttempt, nextStep } from './unknown-outcome.js';

export interface DeliverDeps {
  readonly store: Store;
  readonly adapters: ReadonlyMap<Platform, ChatAdapter>;
  readonly notifications: NotificationRegistry;
  readonly clock: Clock;
  /** Who watches; nobody unless told. */
  readonly metrics?: Metrics;
  /** Told of those who have just been written to. */
  readonly onReached?: (members: readonly MemberId[]) => void;
  /** In the transaction in which a message begins to wait for a reader who did not ask to be written to: says where they find it. */
  readonly onUnasked?: (repositories: Repositories, place: { readonly platform: Platform; readonly channel: Channel }) => Promise<void>;
}

/** What a try needs. */
interface TryDeps extends DeliverDeps {
  readonly groupCommit: (work: (repositories: Repositories) => Promise<void>) => Promise<void>;
}

type Outcome = JobOutcome<Repositories>;
type Reachable = Extract<Resolved, { type: 'reachable' }>;

/** The largest number of deliveries that are marked in one transaction; a longer one delays everyone else who writes. */
const MAX_BATCH = 100;
/** How soon to look again for one's turn, should nobody call. */
const TURN_FALLBACK = MINUTE;

/**
 * The job that sends: the only one that talks to a platform. Effectively once: before each try the delivery is marked as
 * in doubt, and a try that follows one whose end is unknown looks for the message first.
 */
export function createDeliverJob(given: DeliverDeps): Job<Repositories> {
  const deps: TryDeps = {
    ...given,
    groupCommit: createGroupCommit(given.store, { maxSize: MAX_BATCH, apply: applyInOrder<Repositories> }),
  };
  return defineJob({
    kind: DELIVER,
    class: 'delivery',
    lateness: { policy: 'run' },
    payload: z.object({ delivery: z.int().positive() }),
    run: async (payload, { attempt }): Promise<Outcome> => {
      const delivery = await deps.store.autocommit.deliveries.findById(toId<DeliveryId>(payload.delivery));
      if (delivery === undefined) return { type: 'dropped', reason: 'erased' };
      return instrument(deps.metrics ?? noopMetrics, delivery, attempt, (progress) => deliver(deps, delivery, { attempt, progress }));
    },
  });
}

/** One try. `progress` is told how far it came, for whoever watches. */
interface Try {
  readonly attempt: number;
  readonly progress: Progress;
}

async function deliver(deps: TryDeps, delivery: Delivery, one: Try): Promise<Outcome> {
  const { store, clock } = deps;
  const { id } = delivery;
  if (delivery.state === 'sent') return { type: 'done', effects: async () => {} };
  if (delivery.state === 'dropped') return { type: 'dropped', reason: delivery.reason ?? 'dropped' };
  const notification = deps.notifications(delivery.kind);
  if (notification === undefined) return { type: 'failed', reason: 'unknown-notification' };

  const earlier = await findEarlierAttempt(delivery, adapterOf(deps, delivery));
  const now = clock.now();
  if (earlier.type === 'there') {
    one.progress.delivered = true;
    return sent(delivery, earlier.message, now);
  }
  if (earlier.type === 'unknown') {
    const next = nextStep(earlier.error, one.attempt, notification.onUnknownOutcome);
    if (next.type === 'ask-again') throw earlier.error;
    if (next.type === 'ask-in') return { type: 'later', at: now + Math.max(next.ms, 1), reason: RATE_LIMIT };
    if (next.type === 'hold') return FAILED_UNKNOWN_OUTCOME;
  }
  if (notification.lateness.policy === 'drop' && now - delivery.dueAt > notification.lateness.afterMs) {
    return { type: 'dropped', reason: 'too-late' };
  }
  const settings = await store.autocommit.community.settings();
  const resolved = await resolveDestination({ read: store.autocommit, adapters: deps.adapters }, delivery.to, settings);
  switch (resolved.type) {
    case 'reachable':
      break;
    case 'unasked':
      return untilAsked(deps, delivery, notification, resolved);
    case 'several':
      return toEach(delivery, resolved.to, now);
    case 'dropped':
    case 'failed':
      return resolved;
    default:
      return resolved satisfies never;
  }

  const { reader } = resolved;
  /** The end of the reader's quiet hours, if they have some now and did not ask for the message. */
  const quietUntil = (): Instant | undefined => {
    if (reader === null || notification.urgency === 'asked') return undefined;
    const moment = clock.now();
    return isQuiet(moment, reader.timezone, settings.quietHours) ? endOfQuiet(moment, reader.timezone, settings.quietHours) : undefined;
  };
  const quiet = quietUntil();
  if (quiet !== undefined) return holdUntil(deps, id, quiet);
  const passHeld = notification.urgency === 'asked';
  if ((await store.autocommit.deliveries.earlier(id, { passHeld })) !== undefined) {
    return { type: 'later', at: (repositories) => turnOf(repositories, id, passHeld, now), reason: WAIT_TURN };
  }
  return composeAndPost(deps, delivery, notification, resolved, { ...one, communityName: settings.name, quietUntil });
}

/** Waits for the end of quiet hours. */
async function holdUntil({ store }: DeliverDeps, id: DeliveryId, at: Instant): Promise<Outcome> {
  await store.autocommit.deliveries.update(id, { state: 'held', reason: QUIET_HOURS });
  return { type: 'later', at, reason: QUIET_HOURS };
}

/** When to try again for one's turn. Asked while it is written down, so that the end of the earlier one can't slip in between. */
async function turnOf({ deliveries }: Repositories, id: DeliveryId, passHeld: boolean, now: Instant): Promise<Instant> {
  const earlier = await deliveries.earlier(id, { passHeld });
  if (earlier === undefined) return now;
  return earlier.running ? now + TURN_FALLBACK : earlier.dueAt + 1;
}

async function composeAndPost(
  deps: TryDeps,
  delivery: Delivery,
  notification: Notification,
  resolved: Reachable,
  {
    communityName,
    attempt,
    progress,
    quietUntil,
  }: Try & { readonly communityName: string; readonly quietUntil: () => Instant | undefined },
): Promise<Outcome> {
  const { clock, groupCommit } = deps;
  const composed = await composeNow(deps, delivery, notification, resolved.audience);
  if ('drop' in composed) return { type: 'dropped', reason: composed.drop };

  const mentions = await accountsOf(deps, composed.message, resolved);
  progress.platform = resolved.adapter.platform;
  // Of a restored copy: whoever ran before may have sent it after the backup. That stays in doubt until we could look.
  const unseen = delivery.outcomeUnknown && delivery.conversation === null;
  let begun = !unseen && (delivery.state !== 'planned' || delivery.outcomeUnknown);
  let quiet: Instant | undefined;
  try {
    const conversation = await resolved.open(composed.groupTitle ?? communityName);
    if (unseen) {
      const there = await resolved.adapter.find(conversation, delivery.key, delivery.dueAt);
      if (there !== undefined) {
        progress.delivered = true;
        const now = clock.now();
        const found = sent(delivery, there, now);
        // Put together by the other server, from what was true there.
        return {
          ...found,
          effects: async (repositories) => {
            await found.effects(repositories);
            await repositories.deliveries.refresh(delivery.key, now);
          },
        };
      }
      begun = true;
    }
    const onSending = async () => {
      // They may have begun while it waited for its slot, or in a leap of the clock.
      quiet = quietUntil();
      if (quiet !== undefined) throw new DeliveryError('quiet hours have begun', 'wait');
      begun = true;
      await groupCommit(beginTry(delivery, conversation, resolved.direct?.()));
    };
    const message = await resolved.adapter.post(conversation, composed.message, { key: delivery.key, mentions, onSending });
    progress.delivered = true;
    deps.onReached?.(resolved.audience.members.map((member) => member.id));
    return sent(delivery, message, clock.now());
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    if (quiet !== undefined) return holdUntil(deps, delivery.id, quiet);
    if (error.directClosed && delivery.to.to === 'member') return untilAsked(deps, delivery, notification, resolved);
    return afterFailure(deps, delivery, error, { attempt, begun });
  }
}

/** What the message says now, with the person's words that it carries. */
async function composeNow(
  { store, clock }: DeliverDeps,
  delivery: Delivery,
  notification: Notification,
  audience: Audience,
): Promise<Composed> {
  const words = await store.autocommit.deliveries.words(delivery.id);
  return notification.compose(delivery.args, { audience, now: clock.now(), ...(words !== undefined && { words }) });
}

/** The message waits until its reader asks; where everyone reads, a card says how, and for whom it is stays unsaid. */
async function untilAsked(
  deps: DeliverDeps,
  delivery: Delivery,
  notification: Notification,
  { adapter, audience }: Pick<Reachable, 'adapter' | 'audience'>,
): Promise<Outcome> {
  const composed = await composeNow(deps, delivery, notification, audience);
  if ('drop' in composed) return { type: 'dropped', reason: composed.drop };
  const channel = (await adapter.channel('coffee')) === undefined ? 'general' : 'coffee';
  return {
    type: 'done',
    effects: async (repositories) => {
      await repositories.deliveries.update(delivery.id, { state: 'waiting', outcomeUnknown: false, reason: 'unasked' });
      await deps.onUnasked?.(repositories, { platform: adapter.platform, channel });
    },
  };
}

/** One delivery for each place, each with a key of its own. */
function toEach(delivery: Delivery, places: Extract<Resolved, { type: 'several' }>['to'], now: Instant): Outcome {
  return {
    type: 'done',
    effects: async ({ deliveries }) => {
      const { kind, args, dueAt } = delivery;
      for (const { suffix, destination } of places) {
        await deliveries.plan({ key: `${delivery.key}@${suffix}`, kind, args, to: destination, dueAt });
      }
      await deliveries.update(delivery.id, { state: 'sent', sentAt: now, reason: null });
    },
  };
}

/** Written for good before the platform hears of it: after a crash we know that the message may be out. */
function beginTry(delivery: Delivery, conversation: ConversationRef, direct: string | undefined) {
  return async (repositories: Repositories): Promise<void> => {
    if (direct !== undefined && conversation.kind === 'direct') await repositories.conversations.save(direct, conversation);
    if (delivery.to.to === 'group') await repositories.conversations.save(delivery.to.group, conversation);
    if (delivery.to.to === 'room' && conversation.kind === 'group')
      await repositories.conversations.save(roomKey(delivery.to), conversation);
    await repositories.deliveries.update(delivery.id, { state: 'sending', outcomeUnknown: true, conversation });
  };
}

function sent(delivery: Delivery, message: MessageRef, at: number): Extract<Outcome, { type: 'done' }> {
  return {
    type: 'done',
    effects: async ({ deliveries }) => {
      const { conversation } = message;
      await deliveries.update(delivery.id, { state: 'sent', message, conversation, sentAt: at, outcomeUnknown: false, reason: null });
    },
  };
}

async function afterFailure(
  { store, clock }: DeliverDeps,
  delivery: Delivery,
  error: DeliveryError,
  { attempt, begun }: { readonly attempt: number; readonly begun: boolean },
): Promise<Outcome> {
  const patience = (ms: number): Outcome => ({ type: 'later', at: clock.now() + Math.max(ms, 1), reason: RATE_LIMIT });
  if (error.outcome === 'ambiguous') {
    if (error.retryAfterMs !== undefined) return patience(error.retryAfterMs);
    if (attempt >= ATTEMPTS_MAX) return FAILED_UNKNOWN_OUTCOME;
    // The row fails an attempt; the delivery stays in doubt.
    throw error;
  }
  if (begun) await store.autocommit.deliveries.update(delivery.id, { state: 'planned', outcomeUnknown: false });
  switch (error.outcome) {
    case 'wait':
      // Without a word of how long, it counts as a failed try and comes back later and later.
      if (error.retryAfterMs === undefined) throw error;
      return patience(error.retryAfterMs);
    case 'refused':
      return { type: 'failed', reason: 'delivery:refused' };
    case 'unreachable':
      return { type: 'failed', reason: 'delivery:unreachable' };
    default:
      return error.outcome satisfies never;
  }
}

/**
 * The accounts of those whom a message mentions. Where only one person reads, nobody else: a mention would notify somebody
 * who is not there, or even let them in (Discord adds whom a thread mentions).
 */
async function accountsOf(
  { store }: DeliverDeps,
  message: Message,
  { adapter, reader }: Pick<Reachable, 'adapter' | 'reader'>,
): Promise<ReadonlyMap<number, Identity>> {
  const accounts = new Map<number, Identity>();
  for (const member of mentionedIn(message)) {
    if (reader !== null && member !== reader.id) continue;
    const account = (await store.autocommit.members.identities(member)).find((identity) => identity.platform === adapter.platform);
    if (account !== undefined) accounts.set(member, account);
  }
  return accounts;
}
