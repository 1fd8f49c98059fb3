import type { Timer } from './timer.js';

/** Watches something that is lost and restored, perhaps in many attempts. */
export interface Outage {
  /** It is not there. Returns whether it was until now, so that each loss is told once. */
  lost(): boolean;
  /** It is there. Returns how many milliseconds it was lost; undefined if it was not. */
  back(): number | undefined;
  /** Nothing is told any more. */
  end(): void;
}

/** @param lasts Called once for each loss that lasts `afterMs`, counted from its beginning whatever is tried meanwhile. */
export function createOutage(options: { readonly afterMs: number; readonly timer: Timer; readonly lasts: () => void }): Outage {
  const { afterMs, timer, lasts } = options;
  let lostAt: number | undefined;
  let alarm: unknown;
  const end = (): void => {
    timer.clear(alarm);
    alarm = undefined;
    lostAt = undefined;
  };
  return {
    lost() {
      if (lostAt !== undefined) return false;
      lostAt = performance.now();
      alarm = timer.set(lasts, afterMs);
      return true;
    },
    back() {
      const forMs = lostAt === undefined ? undefined : Math.round(performance.now() - lostAt);
      end();
      return forMs;
    },
    end,
  };
}

/** Whether requests get through, judged by what becomes of them. */
export interface Reach {
  worked(): void;
  /** A request did not get through, or nobody knows whether it did. */
  failed(): void;
  isThere(): boolean;
}

/** One failure may be a matter of this one request, so two in a row count. */
const FAILURES = 2;

/** @param over Called with what ends an outage that lasted. */
export function createReach(options: Parameters<typeof createOutage>[0] & { readonly over: () => void }): Reach {
  const outage = createOutage(options);
  let failures = 0;
  return {
    worked() {
      failures = 0;
      outage.back();
      options.over();
    },
    failed() {
      failures += 1;
      if (failures >= FAILURES) outage.lost();
    },
    isThere: () => failures < FAILURES,
  };
}
