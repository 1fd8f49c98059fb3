import { MINUTE } from '../core/time.js';
import type { Logger } from '../ports/logger.js';
import type { Pace } from '../ports/pace.js';

/** Said once in so long that the shared pace is away. */
const SAY_AGAIN = MINUTE;

/**
 * The shared pace, and while it can't be asked, this process's own: then several processes together may be too fast, and
 * the platform says so, but nobody waits for an answer because a Redis is away.
 */
export function createFailSafePace({
  shared,
  local,
  logger,
  now = () => performance.now(),
}: {
  readonly shared: Pace;
  readonly local: Pace;
  readonly logger: Logger;
  readonly now?: () => number;
}): Pace {
  let saidAt = Number.NEGATIVE_INFINITY;
  const orLocal = async <T>(ask: (pace: Pace) => Promise<T>): Promise<T> => {
    try {
      return await ask(shared);
    } catch (error) {
      if (now() - saidAt >= SAY_AGAIN) {
        saidAt = now();
        logger.warn({ error }, 'the shared pace is away; this process keeps its own');
      }
      return ask(local);
    }
  };
  return {
    reserve: (limits, options) => orLocal((pace) => pace.reserve(limits, options)),
    async penalise(name, forMs) {
      // Both know: the shared one may go away meanwhile.
      await local.penalise(name, forMs);
      await orLocal((pace) => pace.penalise(name, forMs));
    },
    async close() {
      await Promise.all([shared.close(), local.close()]);
    },
  };
}
