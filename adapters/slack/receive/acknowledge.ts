import type { App } from '@slack/bolt';
import { type Clock, SECOND } from '../../../src/core/time.js';
import { createScheduler } from '../../../src/kit/scheduler.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Interaction, Metrics } from '../../../src/ports/metrics.js';

/** The key in a listener's context of the instant at which its interaction arrived. */
export const RECEIVED_AT = 'mudhifReceivedAt';

/** A dialog opens within three seconds only, so work waits no longer than one for other acknowledgements. */
const SCHEDULING = { congestedAbove: Number.POSITIVE_INFINITY, maxDelayMs: SECOND } as const;

/**
 * Acknowledges commands and buttons before any listener runs, because Slack waits three seconds only and many people may
 * click at once (docs.slack.dev, "Handling user interaction": acknowledgement).
 */
export function acknowledgeFirst(
  app: App,
  deps: {
    readonly clock: Clock;
    readonly logger: Logger;
    readonly metrics: Metrics;
    readonly track: (work: Promise<unknown>) => void;
  },
): void {
  const scheduler = createScheduler(SCHEDULING);
  app.use(async (given) => {
    const interaction = interactionOf(given.body);
    if (interaction === undefined || !('ack' in given)) return given.next();
    given.context[RECEIVED_AT] = deps.clock.now();
    const acknowledged = timeAcknowledgement(deps.metrics, interaction);
    await acknowledge(given.ack as () => Promise<void>, deps.logger);
    acknowledged();
    const work = scheduler.acquire().started.then(given.next);
    deps.track(work);
    await work;
  });
}

/** Starts a measurement; call the result when the interaction is acknowledged. */
export function timeAcknowledgement(metrics: Metrics, interaction: Interaction): () => void {
  const started = performance.now();
  return () => metrics.acknowledged('slack', interaction, performance.now() - started);
}

/** Acknowledges. A failure is only logged, because the work should be done all the same. */
export async function acknowledge(ack: () => Promise<void>, logger: Logger): Promise<void> {
  await ack().catch((error: unknown) => logger.debug({ error }, 'could not acknowledge to Slack'));
}

/** What is acknowledged at once. The answer to a form or a search is its acknowledgement, so those are not. */
function interactionOf(body: object): Interaction | undefined {
  if ('command' in body) return 'command';
  return 'type' in body && body.type === 'block_actions' ? 'action' : undefined;
}
