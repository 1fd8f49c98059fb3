import { z } from 'zod';
import { endOfQuiet, isQuiet } from '../calendar/hours.js';
import { type DeliveryId, toId } from '../core/ids.js';
import type { Destination } from '../core/notification.js';
import { after, between, type Instant } from '../core/time.js';
import type { Context } from '../feature-api/index.js';
import { defineJob, type Job } from '../feature-api/job.js';
import { POSTED } from '../feature-api/parts/notice.js';
import { applyInOrder, createGroupCommit } from '../kit/group-commit.js';
import { type Delivery, THREAD_ACTS, WAIT_TURN } from '../ports/agenda.js';
import { noopMetrics } from '../ports/metrics.js';
import { type DeliverDeps, fanOut, keep, nextTurn, type Outcome, park, postpone, sent } from './delivery-outcomes.js';
import { adapterOf, resolveDestination } from './destination.js';
import { instrument, RATE_LIMIT } from './instrument-delivery.js';
import { DELIVER, ENGINE_LATENESS } from './jobs.js';
import { waitForOpening } from './place.js';
import { reportingFailure } from './report-failure.js';
import { type Attempt, composeAndPost, type SendDeps } from './send.js';
import { actInThread } from './thread-acts.js';
import { FAILED_UNKNOWN_OUTCOME, findEarlierAttempt, nextStep } from './unknown-outcome.js';
import { waitingForPlatform } from './wait-for-platform.js';
import { switchOf } from './wish.js';

export type { DeliverDeps } from './delivery-outcomes.js';

/** The largest number of deliveries that are marked in one transaction; a longer one delays everyone else who writes. */
const MAX_BATCH = 100;

/**
 * The job that sends messages, and the only one that posts to a platform. It sends effectively once: before each attempt it
 * records that the outcome is unknown, and an attempt that follows an unknown outcome searches for the message first.
 *
 * @returns A job whose `run` throws what is no `DeliveryError`; before the last attempt such an error leads to another one.
 */
export function createDeliverJob(given: DeliverDeps): Job {
  const deps: SendDeps = {
    ...given,
    groupCommit: createGroupCommit(given.store, { maxSize: MAX_BATCH, apply: applyInOrder<Context> }),
  };
  return defineJob(
    { kind: DELIVER, class: 'delivery', lateness: ENGINE_LATENESS.deliver, payload: z.object({ delivery: z.int().positive() }) },
    async (_context, payload, { attempt, dueAt }): Promise<Outcome> => {
      const delivery = await deps.store.autocommit.deliveries.findById(toId<DeliveryId>(payload.delivery));
      if (delivery === undefined) return { type: 'dropped', reason: 'erased' };
      // A counter by kind would tell how many secret readers there are.
      const { metrics = noopMetrics } = deps.store.autocommit.features.isSecret(delivery.kind) ? {} : deps;
      return instrument(metrics, delivery, attempt, (progress) =>
        reportingFailure(
          deps,
          delivery,
          attempt,
          waitingForPlatform(deps, delivery, { attempt, dueAt }, deliver(deps, delivery, { attempt, dueAt, progress })),
        ),
      );
    },
  );
}

/** What is for the organisers' channel goes to each organiser where there is none. */
function mayReachOnePerson({ autocommit }: SendDeps['store'], to: Destination): boolean {
  if (to.to !== 'channel') return to.to === 'member';
  return autocommit.features.purposes.some(({ name, readers }) => name === to.channel && readers === 'organisers');
}

async function deliver(deps: SendDeps, delivery: Delivery, current: Attempt): Promise<Outcome> {
  const { store, clock } = deps;
  const { id } = delivery;
  if (delivery.state === 'sent') return { type: 'done', effects: async () => {} };
  if (delivery.state === 'dropped') return { type: 'dropped', reason: delivery.reason ?? 'dropped' };
  const threadAct = THREAD_ACTS.find((kind) => kind === delivery.kind);
  if (threadAct !== undefined) return actInThread(deps, delivery, threadAct, current);
  const notification = deps.notifications(delivery.kind);
  if (notification === undefined) return { type: 'failed', reason: 'unknown-notification' };

  const earlier = await findEarlierAttempt(delivery, adapterOf(deps, delivery));
  const now = clock.now();
  if (earlier.type === 'arrived') {
    current.progress.delivered = true;
    return sent(delivery, earlier.as, now);
  }
  if (earlier.type === 'unknown') {
    const next = nextStep(earlier.error, current.attempt, notification.onUnknownOutcome);
    if (next.type === 'ask-again') throw earlier.error;
    if (next.type === 'ask-in') return { type: 'later', at: after(now, Math.max(next.ms, 1)), reason: RATE_LIMIT };
    if (next.type === 'hold') return FAILED_UNKNOWN_OUTCOME;
  }
  if (notification.lateness.policy === 'drop' && between(current.dueAt, now) > notification.lateness.afterMs) {
    return { type: 'dropped', reason: 'too-late' };
  }
  const settings = await store.autocommit.community.settings();
  if (notification.notice === POSTED && mayReachOnePerson(store, delivery.to)) {
    // It is sent all the same: a message that is on no list is better than one that is lost.
    store.autocommit.logger.error({ kind: delivery.kind }, 'a message to one person belongs to no notice');
  }
  const resolved = await resolveDestination(
    { repositories: store.autocommit, adapters: deps.adapters },
    delivery.to,
    settings,
    switchOf(store.autocommit, notification),
  );
  switch (resolved.type) {
    case 'reachable':
      break;
    case 'unasked':
      return park(deps, delivery, notification, resolved);
    case 'kept':
      return keep(delivery);
    case 'several':
      return fanOut(delivery, resolved.to, now);
    case 'dropped':
    case 'failed':
      return resolved;
    default:
      return resolved satisfies never;
  }

  const { reader } = resolved;
  const quietUntil = (): Instant | undefined => {
    if (reader === null || notification.urgency === 'asked') return undefined;
    const moment = clock.now();
    return isQuiet(moment, reader.timezone, settings.quietHours) ? endOfQuiet(moment, reader.timezone, settings.quietHours) : undefined;
  };
  const quiet = quietUntil();
  if (quiet !== undefined) return postpone(deps, id, quiet);
  const passHeld = notification.urgency === 'asked';
  if ((await store.autocommit.deliveries.earlier(id, { passHeld })) !== undefined) {
    return { type: 'later', at: (repositories) => nextTurn(repositories, id, passHeld, now), reason: WAIT_TURN };
  }
  const waits = await waitForOpening(deps, delivery, resolved, now);
  if (waits !== undefined) return waits;
  return composeAndPost(deps, delivery, notification, resolved, { ...current, communityName: settings.name, quietUntil });
}
