import type { OutgoingMessage } from '../core/message.js';
import { after, type Instant } from '../core/time.js';
import type { Context } from '../feature-api/index.js';
import type { Notification } from '../feature-api/notification.js';
import { type Delivery, THREAD_LOCKED } from '../ports/agenda.js';
import { type ConversationRef, DeliveryError, type Identity } from '../ports/chat.js';
import { ATTEMPTS_MAX } from './backoff.js';
import { composeNow, type DeliverDeps, type Outcome, park, postpone, type Reachable, sent } from './delivery-outcomes.js';
import { roomKey } from './destination.js';
import { type Progress, RATE_LIMIT } from './instrument-delivery.js';
import { mentionedIn } from './mentions.js';
import { placeOf } from './place.js';
import { threadGone } from './thread-acts.js';
import { FAILED_UNKNOWN_OUTCOME } from './unknown-outcome.js';

/** One attempt at a delivery. */
export interface Attempt {
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Its original time: that of the row, because a thread that is opened again puts an old message before newer ones. */
  readonly dueAt: Instant;
  /** Updated as the attempt proceeds, for the metrics. */
  readonly progress: Progress;
}

export interface SendDeps extends DeliverDeps {
  /** Resolves once the work is committed. */
  readonly groupCommit: (work: (repositories: Context) => Promise<void>) => Promise<void>;
}

interface SendOptions extends Attempt {
  readonly communityName: string;
  /** The end of the reader's quiet hours, if they have some now and the message respects them. */
  readonly quietUntil: () => Instant | undefined;
}

/**
 * Composes a message for a destination that was found, and posts it.
 *
 * @throws What is no `DeliveryError`, as from the database; a `DeliveryError` becomes the outcome.
 */
export async function composeAndPost(
  deps: SendDeps,
  delivery: Delivery,
  notification: Notification,
  resolved: Reachable,
  { communityName, attempt, progress, quietUntil }: SendOptions,
): Promise<Outcome> {
  const { clock, groupCommit } = deps;
  const composed = await composeNow(deps, delivery, notification, resolved.audience);
  if ('drop' in composed) return { type: 'dropped', reason: composed.drop };

  const mentions = await accountsOf(deps, composed.message, resolved);
  progress.platform = resolved.adapter.platform;
  // In a restored copy the previous server may have sent the message after the backup, so we search for it first.
  const mustSearch = delivery.outcomeUnknown && delivery.conversation === null;
  let begun = !mustSearch && (delivery.state !== 'planned' || delivery.outcomeUnknown);
  let quiet: Instant | undefined;
  try {
    const place = await placeOf(
      deps.store.autocommit,
      delivery,
      resolved,
      await resolved.open(composed.groupTitle ?? communityName, composed.ownTitle),
    );
    if (mustSearch) {
      const found = await place.find(delivery.key, delivery.dueAt);
      if (found !== undefined) {
        progress.delivered = true;
        const now = clock.now();
        const outcome = sent(delivery, found, now);
        // The previous server composed it from its own data, so it is composed again.
        return {
          ...outcome,
          effects: async (repositories) => {
            await outcome.effects(repositories);
            await repositories.deliveries.refresh(delivery.key, now);
          },
        };
      }
      begun = true;
    }
    const direct = resolved.direct?.();
    const onSending = async () => {
      // Quiet hours may have begun while the message waited for its slot, or when the clock was moved.
      quiet = quietUntil();
      if (quiet !== undefined) throw new DeliveryError('quiet hours have begun', 'wait');
      begun = true;
      await groupCommit(markSending(delivery, place.conversation, direct));
    };
    const arrived = await place.post(composed.message, { key: delivery.key, mentions, onSending });
    progress.delivered = true;
    deps.onReached?.(resolved.audience.members.map((member) => member.id));
    const isElsewhere = arrived.message.conversation.id !== place.conversation.id;
    return sent(delivery, arrived, clock.now(), isElsewhere ? direct : undefined);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    if (quiet !== undefined) return postpone(deps, delivery.id, quiet);
    if (error.directClosed && delivery.to.to === 'member') return park(deps, delivery, notification, resolved);
    return afterFailure(deps, delivery, error, { attempt, begun, resolved });
  }
}

/** Commits, before the platform receives anything, that the message may be out: after a crash its outcome is unknown. */
function markSending(delivery: Delivery, conversation: ConversationRef, direct: string | undefined) {
  return async (repositories: Context): Promise<void> => {
    if (direct !== undefined && conversation.kind === 'direct') await repositories.conversations.save(direct, conversation);
    if (delivery.to.to === 'group') await repositories.conversations.save(delivery.to.group, conversation);
    if (delivery.to.to === 'room' && conversation.kind === 'group')
      await repositories.conversations.save(roomKey(delivery.to), conversation);
    if (delivery.to.to === 'thread' && conversation.kind === 'thread')
      await repositories.conversations.save(delivery.to.thread, conversation);
    await repositories.deliveries.update(delivery.id, { state: 'sending', outcomeUnknown: true, conversation });
  };
}

/** Decides how an attempt ends that failed with a `DeliveryError`. Throws the error where the row should be tried again. */
async function afterFailure(
  { store, clock }: DeliverDeps,
  delivery: Delivery,
  error: DeliveryError,
  { attempt, begun, resolved }: { readonly attempt: number; readonly begun: boolean; readonly resolved: Reachable },
): Promise<Outcome> {
  const retryIn = (ms: number): Outcome => ({ type: 'later', at: after(clock.now(), Math.max(ms, 1)), reason: RATE_LIMIT });
  if (error.outcome === 'ambiguous') {
    if (error.retryAfterMs !== undefined) return retryIn(error.retryAfterMs);
    if (attempt >= ATTEMPTS_MAX) return FAILED_UNKNOWN_OUTCOME;
    // The row counts a failed attempt, and the delivery's outcome stays unknown.
    throw error;
  }
  if (begun) await store.autocommit.deliveries.update(delivery.id, { state: 'planned', outcomeUnknown: false });
  switch (error.outcome) {
    case 'wait':
      // If the platform names no delay, this counts as a failed attempt, so that the delay grows.
      if (error.retryAfterMs === undefined) throw error;
      return retryIn(error.retryAfterMs);
    case 'refused':
      return { type: 'failed', reason: error.locked ? THREAD_LOCKED : 'delivery:refused' };
    case 'unreachable':
      return error.gone && delivery.to.to === 'thread' && resolved.thread?.isSaved === true
        ? threadGone(delivery.to, resolved.adapter.platform)
        : { type: 'failed', reason: 'delivery:unreachable' };
    default:
      return error.outcome satisfies never;
  }
}

/**
 * The accounts of the members whom a message mentions. In a conversation with one reader only that reader is mentioned: any
 * other mention would notify somebody who is not there, or let them in (Discord adds mentioned users to a thread).
 */
async function accountsOf(
  { store }: DeliverDeps,
  message: OutgoingMessage,
  { adapter, reader }: Pick<Reachable, 'adapter' | 'reader'>,
): Promise<ReadonlyMap<number, Identity>> {
  const accounts = new Map<number, Identity>();
  for (const member of mentionedIn(message)) {
    if (reader !== null && member !== reader.id) continue;
    const account = (await store.autocommit.people.accounts(member)).find((identity) => identity.platform === adapter.platform);
    if (account !== undefined) accounts.set(member, account);
  }
  return accounts;
}
