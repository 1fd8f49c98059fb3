/**
 * Sliding-window rate limiting on plain states, in whole milliseconds of one clock. Reserved slots are remembered until
 * their window is over; a new slot is the earliest moment at which no window holds more than its limit.
 * `src/pace/redis-script.ts` is the same algorithm in Lua, and one contract suite tests every implementation.
 */
export interface SlotState {
  /** Reserved slots, past and future, ascending: under the shared rate, and under the rate reserved for answers. */
  readonly shared: readonly number[];
  readonly answers: readonly number[];
  /** The latest moment at which a caller was told to retry. */
  readonly line: number;
  /** No slot is given before this moment, because the platform asked for a pause. */
  readonly until: number;
  /** When the state was written. If the clock shows an earlier moment, it was set back, and the whole state moves with it. */
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

/** The earliest moment, not before `from`, at which one more slot keeps every window within its limit. */
function earliest(slots: readonly number[], { calls, windowMs }: Rate, from: number): number {
  const fits = (moment: number): boolean => {
    const index = slots.findIndex((slot) => slot > moment);
    const position = index < 0 ? slots.length : index;
    const all = slots.toSpliced(position, 0, moment);
    for (let first = Math.max(0, position - calls); first <= position; first += 1) {
      if ((all[first + calls] ?? Number.POSITIVE_INFINITY) - (all[first] ?? 0) < windowMs) return false;
    }
    return true;
  };
  if (fits(from)) return from;
  // Capacity becomes free only when a slot leaves the window.
  for (const slot of slots) {
    const moment = slot + windowMs;
    if (moment > from && fits(moment)) return moment;
  }
  return from;
}

/** Moves the state back if the clock was set back since it was written. */
function onClock(state: SlotState, now: number): SlotState {
  const back = Math.max(0, state.at - now);
  if (back === 0) return { ...state, at: now };
  const moved = (slots: readonly number[]) => slots.map((slot) => slot - back);
  return { shared: moved(state.shared), answers: moved(state.answers), line: state.line - back, until: state.until - back, at: now };
}

/**
 * Reserves one slot under all limits, or under none.
 * @param limits The limits with their current states.
 * @param options `now` and `patienceMs` in milliseconds: the caller accepts a slot at most `patienceMs` from now. Traffic
 * `answer` may also use the rate reserved for answers.
 * @returns `go`: the slot starts in `inMs`. `later`: nothing was reserved; the caller should retry in `inMs`. `states` are
 * the new states, in the order of `limits`.
 */
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

  // Retries are spread, so that each caller finds a slot about half of its patience ahead.
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

/** Gives no slot for `forMs` milliseconds from `now`; a longer pause that is already set stays. */
export function penaliseSlots(state: SlotState, forMs: number, now: number): SlotState {
  const current = onClock(state, now);
  return { ...current, until: Math.max(current.until, now + Math.ceil(forMs)) };
}

/** From this moment on the state has no effect and may be deleted. */
export function slotsExpireAt({ shared, answers, line, until }: SlotState, limit?: SlotLimit): number {
  return Math.max(
    line,
    until,
    (shared.at(-1) ?? 0) + (limit?.shared.windowMs ?? 0),
    (answers.at(-1) ?? 0) + (limit?.answers?.windowMs ?? 0),
  );
}
