import { MINUTE } from '../core/time.js';
import type { Logger } from '../ports/logger.js';
import type { Pace } from '../ports/pace.js';

/** The shortest time between two warnings, in milliseconds. */
const WARNING_INTERVAL_MS = MINUTE;

/**
 * Uses the shared pace, and this process's own while the shared one fails. Several processes may then exceed the platform's
 * limits together, but nobody waits for an answer because Redis is not reachable.
 * @param options `now` returns milliseconds of a steady clock.
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
  let warnedAt = Number.NEGATIVE_INFINITY;
  const orLocal = async <T>(ask: (pace: Pace) => Promise<T>): Promise<T> => {
    try {
      return await ask(shared);
    } catch (error) {
      if (now() - warnedAt >= WARNING_INTERVAL_MS) {
        warnedAt = now();
        logger.warn({ error }, 'the shared pace is not reachable; this process uses its own');
      }
      return ask(local);
    }
  };
  return {
    reserve: (limits, options) => orLocal((pace) => pace.reserve(limits, options)),
    async penalise(name, forMs) {
      // Both record it, because the shared pace may fail later.
      await local.penalise(name, forMs);
      await orLocal((pace) => pace.penalise(name, forMs));
    },
    async close() {
      await Promise.all([shared.close(), local.close()]);
    },
  };
}
