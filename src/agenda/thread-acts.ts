import type { Destination } from '../core/notification.js';
import type { Instant } from '../core/time.js';
import type { Context } from '../feature-api/index.js';
import { phrase } from '../language/index.js';
import { type Delivery, THREAD_GONE, type ThreadAct, WAIT_TURN } from '../ports/agenda.js';
import { type ConversationRef, DeliveryError, type Platform } from '../ports/chat.js';
import { type DeliverDeps, fanOut, nextTurn, type Outcome, type Reachable } from './delivery-outcomes.js';
import { resolveDestination } from './destination.js';
import { type FailedAttempt, tryAgain } from './patience.js';
import { waitForOpening } from './place.js';

type ToThread = Extract<Destination, { to: 'thread' }>;
type InThread = NonNullable<Reachable['thread']>;

const NO_THREAD: Outcome = { type: 'dropped', reason: 'no-thread' };

/**
 * Closes or reopens a thread. Both may be repeated without harm, so an unknown outcome needs no search, and while the platform can't be
 * reached they are tried for as long as an edit; an act that a later one has overtaken is dropped.
 *
 * @throws What is no `DeliveryError`, as from the database; a `DeliveryError` becomes the outcome.
 */
export async function actInThread(
  deps: DeliverDeps,
  delivery: Delivery,
  act: ThreadAct,
  attempt: Pick<FailedAttempt, 'attempt' | 'dueAt'>,
): Promise<Outcome> {
  try {
    return await actNow(deps, delivery, act);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return tryAgain(error, { ...attempt, now: deps.clock.now() }) ?? { type: 'failed', reason: `delivery:${error.outcome}` };
  }
}

async function actNow(deps: DeliverDeps, delivery: Delivery, act: ThreadAct): Promise<Outcome> {
  const { store, adapters, clock } = deps;
  const { deliveries, community } = store.autocommit;
  const { id, to } = delivery;
  const now = clock.now();
  if (to.to !== 'thread' || (await deliveries.isOvertaken(id))) return { type: 'dropped', reason: 'overtaken' };
  // A restored copy marks the outcome of each due delivery as unknown, but repeating this one does no harm.
  if (delivery.outcomeUnknown) await deliveries.update(id, { outcomeUnknown: false });
  const resolved = await resolveDestination({ repositories: store.autocommit, adapters }, to, await community.settings());
  if (resolved.type === 'several')
    return resolved.to.every(({ destination }) => destination.to === 'thread') ? fanOut(delivery, resolved.to, now) : NO_THREAD;
  // Where a platform has no threads, the messages stand in the channel, which stays as it is.
  if (resolved.type !== 'reachable' || resolved.thread === undefined) return NO_THREAD;
  if ((await deliveries.earlier(id, { passHeld: false })) !== undefined)
    return { type: 'later', at: (repositories) => nextTurn(repositories, id, false, now), reason: WAIT_TURN };
  const waits = await waitForOpening(deps, delivery, resolved, now);
  if (waits !== undefined) return waits;
  const { platform } = resolved.adapter;
  try {
    const thread = await find(deps, delivery, resolved, resolved.thread);
    if (thread === undefined) return NO_THREAD;
    await (act === 'thread-close' ? resolved.thread.threads.close(thread) : resolved.thread.threads.reopen(thread));
    // Noted after the act, so that the platform's events about it count as the bot's own doing.
    return done(delivery, clock.now(), thread, (context) => threadIsBack(context, to, platform));
  } catch (error) {
    if (error instanceof DeliveryError && error.gone) return afterDeletion(delivery, to, act, platform, now);
    throw error;
  }
}

/**
 * The thread; undefined if nothing opened it.
 * @throws {DeliveryError} Also if it was opened and is gone.
 */
async function find(
  { store }: DeliverDeps,
  { id }: Delivery,
  { open }: Reachable,
  { threads, isSaved }: InThread,
): Promise<ConversationRef | undefined> {
  const conversation = await open('');
  if (isSaved) return conversation;
  const opener = await store.autocommit.deliveries.opener(id);
  if (opener === undefined) return undefined;
  const opened = await threads.find(conversation, opener.key, opener.dueAt);
  if (opened === undefined) throw new DeliveryError('the thread was deleted', 'unreachable', { gone: true });
  return opened.thread;
}

function done(
  { id }: Delivery,
  at: Instant,
  conversation: ConversationRef | null,
  more: (context: Context) => Promise<void>,
): Extract<Outcome, { type: 'done' }> {
  return {
    type: 'done',
    effects: async (context) => {
      await context.deliveries.update(id, { state: 'sent', sentAt: at, reason: null, ...(conversation && { conversation }) });
      await more(context);
    },
  };
}

/** A deleted thread counts as closed; its opening message opens it again. */
function afterDeletion(delivery: Delivery, to: ToThread, act: ThreadAct, platform: Platform, now: Instant): Outcome {
  if (act === 'thread-close') {
    return done(delivery, now, null, async (context) => {
      await context.features.threadGone(context, { key: to.thread, platform, how: 'deleted' });
      // Later deliveries no longer wait for the thread.
      await threadIsBack(context, to, platform);
    });
  }
  return done(delivery, now, null, async (context) => {
    const former = await context.deliveries.openAgain(to, platform, now);
    // What is left of it, such as the post below which a thread of Discord stood.
    if (former?.message) await context.deliveries.removeMessage(former.message, now);
    if (former) await context.features.threadAnew(context, { key: to.thread, platform });
    await threadIsBack(context, to, platform);
  });
}

/** How a delivery to a deleted thread fails: the feature is told, and organisers are told once unless the feature handles it. */
export function threadGone({ thread, of }: ToThread, platform: Platform): Outcome {
  return {
    type: 'failed',
    reason: THREAD_GONE,
    effects: async (context) => {
      if (await context.features.threadGone(context, { key: thread, platform, how: 'deleted' })) return;
      const explanation = phrase('agenda.problem.thread-gone', { channel: `#${of}`, platform });
      const problem = { platform, code: THREAD_GONE, where: thread, explanation, lasting: true, details: { thread } };
      for (const { problems } of context.features.all) await problems?.occurred(context, problem);
    },
  };
}

async function threadIsBack(context: Context, { thread }: ToThread, platform: Platform): Promise<void> {
  for (const { problems } of context.features.all) await problems?.over(context, platform, THREAD_GONE, thread);
}
