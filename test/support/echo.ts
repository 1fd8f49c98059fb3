/** A generator of numbers in [0, 1) that gives the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Delivers everything so many times: after each event some earlier ones come again, in any order; `rest` brings what is
 * still owed. `deliver` is how one event is delivered.
 */
export function createEcho<E>(times: number, random: () => number, deliver: (event: E) => Promise<void> | void) {
  const owed: { readonly event: E; left: number }[] = [];
  let busy = false;
  const one = async (): Promise<void> => {
    const index = Math.floor(random() * owed.length);
    const due = owed[index];
    if (!due) return;
    due.left -= 1;
    if (due.left === 0) owed.splice(index, 1);
    await deliver(due.event);
  };
  return {
    async heard(event: E): Promise<void> {
      owed.push({ event, left: times - 1 });
      if (busy) return;
      busy = true;
      for (let count = 0; count < 2; count++) await one();
      busy = false;
    },
    /** No more than `most` of them, if that is told. */
    async rest(most = Number.POSITIVE_INFINITY): Promise<number> {
      let count = 0;
      for (; owed.length > 0 && count < most; count++) await one();
      return count;
    },
  };
}
