import type { App } from '@slack/bolt';
import type { Scheduler } from '../../../src/kit/scheduler.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Interaction, Metrics } from '../../../src/ports/metrics.js';
import { type Arrival, arrivalIn } from './persist.js';

/**
 * Acknowledges commands and buttons before any listener runs, because Slack waits three seconds only and many people may
 * click at once (docs.slack.dev, "Handling user interaction": acknowledgement).
 */
export function acknowledgeFirst(
  app: App,
  deps: {
    readonly logger: Logger;
    readonly metrics: Metrics;
    readonly scheduler: Pick<Scheduler, 'acquire'>;
    readonly track: (work: Promise<unknown>) => void;
  },
): void {
  app.use(async (given) => {
    const interaction = interactionOf(given.body);
    if (interaction === undefined || !('ack' in given)) return given.next();
    await acknowledge(given.ack as () => Promise<void>, deps.logger);
    measureAcknowledgement(deps.metrics, interaction, arrivalIn(given.context));
    const work = deps.scheduler.acquire().started.then(given.next);
    deps.track(work);
    await work;
  });
}

/** Reports how long an acknowledgement took from the arrival until now. */
export function measureAcknowledgement(metrics: Metrics, interaction: Interaction, { started }: Arrival): void {
  metrics.acknowledged('slack', interaction, performance.now() - started);
}

/** Acknowledges. False if that failed; it is only logged, because the work should be done all the same. */
export async function acknowledge(ack: () => Promise<void>, logger: Logger): Promise<boolean> {
  try {
    await ack();
    return true;
  } catch (error) {
    logger.debug({ error }, 'could not acknowledge to Slack');
    return false;
  }
}

/** Whether a request is acknowledged at once; forms and searches are not, because their answer is the acknowledgement. */
function interactionOf(body: object): Interaction | undefined {
  if ('command' in body) return 'command';
  return 'type' in body && (body.type === 'block_actions' || body.type === 'message_action') ? 'action' : undefined;
}
