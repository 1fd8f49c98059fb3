/**
 * The arithmetic of the pace (see `ports/pace.ts`), on plain states, in whole milliseconds of one clock. A sliding window:
 * slots given are remembered until their window is over, and a new one is the earliest moment at which no window holds
 * more than its limit. `src/pace/redis-script.ts` says the same in Lua; one contract suite holds all to it.
 */
export interface SlotState {
  /** Slots given under the shared rate and under the one kept for answers, ascending; future ones too. */
  readonly shared: readonly number[];
  readonly answers: readonly number[];
  /** The last moment that somebody was told to come back at. */
  readonly line: number;
  /** The platform wants nothing before. */
  readonly until: number;
  /** When this was written: a clock that shows less has been set back, and all of it moves back too. */
  readonly at: number;
}

interface Rate {
  readonly calls: number;
  readonly windowMs: number;
}

export interface SlotLimit {
  readonly shared: Rate;
  readonly answers?: Rate;
}

export const NO_SLOTS: SlotState = { shared: [], answers: [], line: 0, until: 0, at: 0 };

/** The earliest moment from `from` on at which one more slot leaves each window within its limit. */
function earliest(slots: readonly number[], { calls, windowMs }: Rate, from: number): number {
  const fits = (moment: number): boolean => {
    const index = slots.findIndex((slot) => slot > moment);
    const place = index < 0 ? slots.length : index;
    const all = slots.toSpliced(place, 0, moment);
    for (let first = Math.max(0, place - calls); first <= place; first += 1) {
      if ((all[first + calls] ?? Number.POSITIVE_INFINITY) - (all[first] ?? 0) < windowMs) return false;
    }
    return true;
  };
  if (fits(from)) return from;
  // The next moment at which something fits is one at which a slot leaves the window.
  for (const slot of slots) {
    const moment = slot + windowMs;
    if (moment > from && fits(moment)) return moment;
  }
  return from;
}

/** The state on a clock that shows `now`: one that was set back takes what is written with it. */
function onClock(state: SlotState, now: number): SlotState {
  const back = Math.max(0, state.at - now);
  if (back === 0) return { ...state, at: now };
  const moved = (slots: readonly number[]) => slots.map((slot) => slot - back);
  return { shared: moved(state.shared), answers: moved(state.answers), line: state.line - back, until: state.until - back, at: now };
}

/** Reserves in all of `limits` at once or in none. Gives the new states in the same order. */
export function reserveSlots(
  limits: readonly (SlotLimit & { readonly state: SlotState })[],
  { now, traffic, patienceMs }: { readonly now: number; readonly traffic: 'answer' | 'fan-out'; readonly patienceMs: number },
): { readonly type: 'go' | 'later'; readonly inMs: number; readonly states: readonly SlotState[] } {
  const current = limits.map((limit) => {
    const state = onClock(limit.state, now);
    const alive = (slots: readonly number[], windowMs = 0) => slots.filter((slot) => slot + windowMs > now);
    const { shared, answers } = limit;
    return {
      shared,
      kept: traffic === 'answer' ? answers : undefined,
      state: { ...state, shared: alive(state.shared, shared.windowMs), answers: alive(state.answers, answers?.windowMs) },
    };
  });
  const next = ({ state, shared, kept }: (typeof current)[number], from: number): number => {
    const open = Math.max(from, state.until);
    const common = earliest(state.shared, shared, open);
    return kept ? Math.min(common, earliest(state.answers, kept, open)) : common;
  };

  let slot = now;
  for (let previous = -1; previous !== slot; ) {
    previous = slot;
    for (const limit of current) slot = next(limit, slot);
  }

  if (slot - now <= patienceMs) {
    const states = current.map(({ state, shared, kept }): SlotState => {
      const from = kept && earliest(state.shared, shared, slot) > slot ? 'answers' : 'shared';
      return { ...state, [from]: [...state[from], slot].sort((a, b) => a - b) };
    });
    return { type: 'go', inMs: slot - now, states };
  }

  // Those who come back shall find their slot half a patience ahead, one after the other.
  let back = Math.max(now + 1, slot - patienceMs);
  const states = current.map((limit): SlotState => {
    const own = next(limit, now);
    if (own - now <= patienceMs) return limit.state;
    const spacing = Math.ceil(limit.shared.windowMs / limit.shared.calls);
    const line = Math.max(own - Math.floor(patienceMs / 2), limit.state.line + spacing);
    back = Math.max(back, line);
    return { ...limit.state, line };
  });
  return { type: 'later', inMs: back - now, states };
}

/** No slot before `forMs` have passed; a longer wait that stands already stays. */
export function penaliseSlots(state: SlotState, forMs: number, now: number): SlotState {
  const current = onClock(state, now);
  return { ...current, until: Math.max(current.until, now + Math.ceil(forMs)) };
}

/** From when on the state says nothing any more and may be forgotten. */
export function forgottenAt({ shared, answers, line, until }: SlotState, limit?: SlotLimit): number {
  return Math.max(
    line,
    until,
    (shared.at(-1) ?? 0) + (limit?.shared.windowMs ?? 0),
    (answers.at(-1) ?? 0) + (limit?.answers?.windowMs ?? 0),
  );
}
