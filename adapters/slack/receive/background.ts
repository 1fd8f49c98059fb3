import type { Clock } from '../../../src/core/time.js';
import { createTtlCache } from '../../../src/kit/ttl-cache.js';
import type { Logger } from '../../../src/ports/logger.js';
import { LIMITS } from '../limits.js';

/** Work that goes on after its acknowledgement. */
export interface Background {
  /** True the first time that this event arrives. */
  isFirst(eventId: string): boolean;
  /** Does `work` if the event arrives for the first time. A failure is logged as one of `what`. */
  runOnce(eventId: string, what: string, work: () => Promise<void>): void;
  /** A `stop` waits for this work. */
  track(work: Promise<unknown>): void;
}

/** The app remembers events across restarts; remembering them here as well spares it the question. */
export function createBackground(deps: {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly track: (work: Promise<unknown>) => void;
}): Background {
  const seen = createTtlCache<true>({ clock: deps.clock, ttlMs: Number.POSITIVE_INFINITY, maxEntries: LIMITS.rememberedEvents });
  const isFirst = (eventId: string): boolean => {
    if (seen.get(eventId)) return false;
    seen.set(eventId, true);
    return true;
  };
  return {
    isFirst,
    track: deps.track,
    runOnce(eventId, what, work) {
      if (!isFirst(eventId)) return;
      deps.track(
        work().catch((error: unknown) => {
          deps.logger.error({ eventId, what, error }, 'could not handle what Slack sent');
        }),
      );
    },
  };
}
