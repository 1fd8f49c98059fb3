import type { Timer } from './timer.js';

/** Watches something that is lost and restored, perhaps in many attempts. */
export interface Outage {
  /** A request failed. Returns whether an outage begins by this, so that each is reported once. */
  lost(): boolean;
  /** A request succeeded; an outage is over once the connection is steady. */
  back(): void;
  /** Ends the reports. */
  end(): void;
}

export interface OutageOptions {
  readonly afterMs: number;
  /** How long it must stay there; what breaks again within this time was never back. */
  readonly steadyMs: number;
  readonly timer: Timer;
  /** Called once for each outage that lasts `afterMs`, counted from its beginning whatever is tried meanwhile. */
  readonly lasts: () => void;
  /** Called when it is back: after an outage of `forMs` milliseconds, or `undefined` without one. */
  readonly over: (forMs: number | undefined) => void;
}

export function createOutage({ afterMs, steadyMs, timer, lasts, over }: OutageOptions): Outage {
  let lostAt: number | undefined;
  let alarm: unknown;
  let steady: unknown;
  let isThere = true;
  /** Whether `afterMs` are over while it was there for a moment. */
  let isLate = false;
  const end = (): void => {
    timer.clear(alarm);
    timer.clear(steady);
    alarm = undefined;
    steady = undefined;
    lostAt = undefined;
    isLate = false;
  };
  return {
    lost() {
      isThere = false;
      timer.clear(steady);
      steady = undefined;
      if (lostAt === undefined) {
        lostAt = performance.now();
        alarm = timer.set(() => {
          if (isThere) isLate = true;
          else lasts();
        }, afterMs);
        return true;
      }
      if (isLate) lasts();
      isLate = false;
      return false;
    },
    back() {
      isThere = true;
      if (lostAt === undefined) return over(undefined);
      if (steady !== undefined) return;
      const forMs = Math.round(performance.now() - lostAt);
      const settled = (): void => {
        end();
        over(forMs);
      };
      if (steadyMs === 0) settled();
      else steady = timer.set(settled, steadyMs);
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

/** @param options.over Called with each request that works. */
export function createReach(options: Omit<OutageOptions, 'steadyMs'>): Reach {
  const outage = createOutage({ ...options, steadyMs: 0 });
  let failures = 0;
  return {
    worked() {
      failures = 0;
      outage.back();
    },
    failed() {
      failures += 1;
      if (failures >= FAILURES) outage.lost();
    },
    isThere: () => failures < FAILURES,
  };
}
