import { type Clock, createMovableClock, HOUR, type Instant, type MovableClock, systemClock } from '../core/time.js';
import type { Repositories, Store } from '../ports/store.js';

const FACT = 'demo.clock';

/** The demo's clock: it goes on where it stood, never behind real time, so that a restart does not send anybody back. */
export async function openDemoClock(read: Pick<Repositories, 'community'>, base: Clock = systemClock): Promise<MovableClock> {
  const kept = Number(await read.community.fact(FACT));
  return createMovableClock(Math.max(base.now(), Number.isFinite(kept) ? kept : 0), base);
}

/** Notes where the clock stands; on a long journey once for each hour of it. */
export function createClockKeeper(store: Pick<Store, 'read'>): { keep(now: Instant, atOnce?: boolean): Promise<void> } {
  let kept: Instant = 0;
  return {
    async keep(now, atOnce = false) {
      if (!atOnce && now - kept < HOUR) return;
      kept = now;
      await store.read.community.saveFact(FACT, String(now));
    },
  };
}
