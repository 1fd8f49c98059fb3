import { seededRandom } from '../kit/random.js';

/** Chance that is the same each time: everything follows from the seed's words. */
export interface Chance {
  /** True so often, of 100 times. */
  percent(often: number): boolean;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** Throws a `RangeError` for an empty list. */
  pick<T>(items: readonly T[]): T;
  /** As many as there are, `count` at most, without repeats, in an order of chance. */
  some<T>(items: readonly T[], count: number): readonly T[];
  /** One of the keys, each as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
}

export function createChance(...seed: readonly (string | number)[]): Chance {
  const next = seededRandom(hash(seed.join('|')));
  const pick = <T>(items: readonly T[]): T => {
    const found = items[next(items.length)];
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  };
  return {
    percent: (often) => next(10_000) < often * 100,
    between: (least, most) => least + next(most - least + 1),
    pick,
    some<T>(items: readonly T[], count: number): readonly T[] {
      const left = [...new Set(items)];
      const found: T[] = [];
      while (found.length < count && left.length > 0) found.push(...left.splice(next(left.length), 1));
      return found;
    },
    weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
      const entries = Object.entries(weights) as [K, number][];
      let rest = next(1_000_000) * (entries.reduce((sum, [, weight]) => sum + weight, 0) / 1_000_000);
      for (const [key, weight] of entries) {
        if (rest < weight) return key;
        rest -= weight;
      }
      return pick(entries.map(([key]) => key));
    },
  };
}

/** FNV-1a, 32 bits: spreads the words of a seed over the numbers. */
function hash(text: string): number {
  let value = 0x811c_9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x0100_0193);
  return value >>> 0;
}
