import type { Clock } from '../../../src/core/time.js';
import { createTtlCache } from '../../../src/kit/ttl-cache.js';
import type { Logger } from '../../../src/ports/logger.js';
import { LIMITS } from '../limits.js';

/** Work that goes on after its acknowledgement. */
export interface Background {
  /**
   * Does `work` if the event arrives for the first time in this process; for events that are not persisted. A failure is
   * logged as one of `what`.
   */
  runOnce(eventId: string, what: string, work: () => Promise<unknown>): void;
  /** A `stop` waits for this work. */
  track(work: Promise<unknown>): void;
}

export function createBackground(deps: {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly track: (work: Promise<unknown>) => void;
}): Background {
  const seen = createTtlCache<true>({ clock: deps.clock, ttlMs: Number.POSITIVE_INFINITY, maxEntries: LIMITS.rememberedEvents });
  return {
    track: deps.track,
    runOnce(eventId, what, work) {
      if (seen.get(eventId)) return;
      seen.set(eventId, true);
      deps.track(
        work().catch((error: unknown) => {
          deps.logger.error({ eventId, what, error }, 'could not handle what Slack sent');
        }),
      );
    },
  };
}
