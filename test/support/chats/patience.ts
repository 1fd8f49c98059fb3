import { after, between, type Clock, latest, MINUTE, SECOND } from '../../../src/core/time.js';
import type { Store } from '../../../src/ports/store.js';
import type { Resident } from './resident.js';

/** Only a story that hangs ever waits so long, however busy the machine: it counts what the machine gives us. */
const PATIENCE = 40 * SECOND;
const LOOK_EVERY = 5;
/** Every so many looks, the clock is moved. */
const LOOKS = 5;
/** What is due within this comes while people wait; whatever is further off belongs to the story. */
const SOON = 2 * MINUTE;

/**
 * Waits for what people wait for. The community's clock stands still, and what waits its turn is planned for a moment
 * later: that moment has to come, or it would wait for ever.
 */
export function createPatience({
  store,
  clock,
  machine,
  travel,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly machine: Clock;
  readonly travel: (to: number) => Promise<void>;
}): Resident['until'] {
  const letTimePass = async (): Promise<void> => {
    const due = await store.autocommit.agenda.nextDue();
    const now = clock.now();
    if (due !== undefined && between(now, due) <= SOON) await travel(latest(due, now));
  };
  return async (look, what) => {
    const end = after(machine.now(), PATIENCE);
    for (let looks = 1; ; looks++) {
      const found = await look();
      if (found !== undefined && found !== false) return found;
      if (machine.now() > end) throw new Error(`never happened: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
      if (looks % LOOKS === 0) await letTimePass();
    }
  };
}
