import { after, type Clock, type Instant, toInstant } from '../core/time.js';
import { type CatchingUp, type CatchingUpOptions, createCatchingUp } from '../kit/catching-up.js';

/** Stores the moment until which a platform was heard, so that a process reads what was written while none ran. */
export interface HeardStore {
  /** Undefined if it was never noted. */
  load(): Promise<Instant | undefined>;
  save(at: Instant): Promise<void>;
}

/** How long a platform looks back, and how often it notes and tries, in milliseconds. */
interface HeardTimes {
  /** How far back is read where nobody noted until when everything was heard, in milliseconds. */
  readonly missed: number;
  /** What came so many milliseconds before the last that was heard may not have been handled. */
  readonly missedBefore: number;
  /** The shortest time between two notes of the moment until which everything was heard, in milliseconds. */
  readonly heard: number;
  /** The pause before the first retry of reading what was missed, in milliseconds; it doubles with each. */
  readonly missedRetry: number;
  /** The longest such pause, in milliseconds. */
  readonly longestMissedRetry: number;
}

/** Reads what was missed since the moment that the store holds, if there is one. */
export function catchUpSince(
  heard: HeardStore | undefined,
  times: HeardTimes,
  {
    clock,
    read,
    ...rest
  }: Pick<CatchingUpOptions, 'timer' | 'silenceMs' | 'failed'> & {
    readonly clock: Clock;
    readonly read: (since: Instant, signal: AbortSignal) => Promise<boolean>;
  },
): CatchingUp {
  return createCatchingUp({
    load: async () => (await heard?.load()) ?? after(clock.now(), -times.missed),
    save: async (at) => heard?.save(toInstant(at)),
    read: (since, signal) => read(toInstant(since - times.missedBefore), signal),
    now: clock.now,
    saveEveryMs: times.heard,
    retryMs: times.missedRetry,
    longestRetryMs: times.longestMissedRetry,
    ...rest,
  });
}
