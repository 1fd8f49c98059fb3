// Seeded pseudo-random numbers: the same seed gives the same numbers on every machine.

/** A generator of integers in [0, bound), by the mulberry32 mixing function (Tommy Ettinger, public domain). */
export function seededRandom(seed: number): (bound: number) => number {
  // Both halves of a seed above 32 bits are used.
  let state = (seed | 0) ^ Math.imul(Math.floor(seed / 0x1_0000_0000) | 0, 0x9e37_79b1);
  return (bound) => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * bound);
  };
}

/** Shuffles `items` in place (Fisher–Yates) and returns it. `random(bound)` returns an integer in [0, bound). */
export function shuffle<T>(items: T[], random: (bound: number) => number): T[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = random(last + 1);
    // Both indices are within the array.
    const kept = items[last] as T;
    items[last] = items[other] as T;
    items[other] = kept;
  }
  return items;
}
