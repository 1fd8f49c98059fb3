import { NO_SLOTS, penaliseSlots, reserveSlots, type SlotState, slotsExpireAt } from '../kit/slots.js';
import type { Pace } from '../ports/pace.js';

/** With this many names, expired states are removed. */
const SWEEP_AT = 2_000;

/**
 * The pace of a single process.
 * @param options `now` returns milliseconds of a steady clock; by default a monotonic one.
 */
export function createMemoryPace({ now = () => performance.now() }: { readonly now?: () => number } = {}): Pace {
  const states = new Map<string, { readonly state: SlotState; readonly expiresAt: number }>();
  const stateOf = (name: string): SlotState => states.get(name)?.state ?? NO_SLOTS;
  let sweepAt = SWEEP_AT;

  const sweep = (moment: number) => {
    if (states.size < sweepAt) return;
    for (const [name, kept] of states) if (kept.expiresAt < moment) states.delete(name);
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
        states.set(limit.name, { state, expiresAt: slotsExpireAt(state, limit) });
      }
      sweep(moment);
      return slot;
    },
    async penalise(name, forMs) {
      const state = penaliseSlots(stateOf(name), forMs, Math.floor(now()));
      states.set(name, { state, expiresAt: Math.max(states.get(name)?.expiresAt ?? 0, state.until) });
    },
    async close() {},
  };
}
