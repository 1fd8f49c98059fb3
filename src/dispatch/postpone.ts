import { isMomentary } from '../core/errors.js';
import { after, type Clock, MINUTE, SECOND } from '../core/time.js';
import type { Context } from '../feature-api/index.js';
import { retry } from '../kit/retry.js';
import type { Timer } from '../kit/timer.js';
import { createTtlCache } from '../kit/ttl-cache.js';
import type { Logger } from '../ports/logger.js';

/** The waits between tries, in milliseconds: a platform that waits for an answer gives it three seconds. */
const WAITS_MS = [100, 400] as const;
/** The next sweep, not the one that is under way, may take an event that was postponed. */
export const FREE_AFTER_MS = SECOND;
/** How often an event is left to a sweep before the person is told of the failure. */
const MOST = 5;
const REMEMBERED_MS = 30 * MINUTE;
const REMEMBERED_MOST = 10_000;

/** Runs `work` at most three times while the database is busy or away. Throws what the last try throws. */
export function whileMomentary<T>(timer: Timer, work: () => Promise<T>): Promise<T> {
  return retry(work, { waits: WAITS_MS, mayPass: isMomentary, timer });
}

/** Leaves events that could not be handled for the moment to a later sweep of the recovery. */
export interface Postponed {
  /** Whether an event may be left once more. */
  mayWait(eventId: string): boolean;
  /** Leaves an event; false if it was not persisted. Never throws. */
  postpone(eventId: string): Promise<boolean>;
  /** Another process was faster, and its reply is still to come. */
  left(eventId: string): void;
  /** The event is being handled again. */
  resumed(eventId: string): void;
  /** Whether the event was left, so that its reply is still to come. */
  isWaiting(eventId: string): boolean;
}

export function createPostponed({ inbound }: Pick<Context, 'inbound'>, { clock, logger }: { clock: Clock; logger: Logger }): Postponed {
  const remembered = { clock, ttlMs: REMEMBERED_MS, maxEntries: REMEMBERED_MOST };
  const times = createTtlCache<number>(remembered);
  const waiting = createTtlCache<true>(remembered);
  const timesOf = (eventId: string) => times.get(eventId) ?? 0;
  return {
    mayWait: (eventId) => timesOf(eventId) < MOST,
    async postpone(eventId) {
      try {
        if (!(await inbound.postpone(eventId, after(clock.now(), FREE_AFTER_MS)))) return false;
      } catch (error) {
        // Without the database it is free when its lease ends, since only what was persisted is handled.
        logger.warn({ eventId, error }, 'an event waits for the end of its lease');
      }
      times.set(eventId, timesOf(eventId) + 1);
      waiting.set(eventId, true);
      return true;
    },
    left: (eventId) => waiting.set(eventId, true),
    resumed: waiting.delete,
    isWaiting: (eventId) => waiting.get(eventId) === true,
  };
}
