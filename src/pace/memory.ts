import { NO_SLOTS, penaliseSlots, reserveSlots, type SlotState, slotsExpireAt } from '../kit/slots.js';
import type { Pace } from '../ports/pace.js';

/** So many names are kept before those that say nothing any more are dropped. */
const SWEEP_AT = 2_000;

/**
 * The pace of one process alone. `now` is in milliseconds of any clock that runs evenly; unless told, one that nobody
 * sets.
 */
export function createMemoryPace({ now = () => performance.now() }: { readonly now?: () => number } = {}): Pace {
  const states = new Map<string, { readonly state: SlotState; readonly forgottenAt: number }>();
  const stateOf = (name: string): SlotState => states.get(name)?.state ?? NO_SLOTS;
  let sweepAt = SWEEP_AT;

  const sweep = (moment: number) => {
    if (states.size < sweepAt) return;
    for (const [name, kept] of states) if (kept.forgottenAt < moment) states.delete(name);
    sweepAt = Math.max(SWEEP_AT, states.size * 2);
  };

  return {
    async reserve(limits, options) {
      const moment = Math.floor(now());
      const { states: after, ...slot } = reserveSlots(
        limits.map((limit) => ({ ...limit, state: stateOf(limit.name) })),
        { ...options, now: moment },
      );
      for (const [index, limit] of limits.entries()) {
        const state = after[index] ?? NO_SLOTS;
        states.set(limit.name, { state, forgottenAt: slotsExpireAt(state, limit) });
      }
      sweep(moment);
      return slot;
    },
    async penalise(name, forMs) {
      const state = penaliseSlots(stateOf(name), forMs, Math.floor(now()));
      states.set(name, { state, forgottenAt: Math.max(states.get(name)?.forgottenAt ?? 0, state.until) });
    },
    async close() {},
  };
}
