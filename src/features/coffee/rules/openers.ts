import { SECTORS } from '../../../core/settings.js';

const PER_SECTOR = 3;
const FOR_ALL = 4;

export type OpenerKey = `coffee-openers.${(typeof SECTORS)[number]}.${1 | 2 | 3}` | `coffee-openers.any.${1 | 2 | 3 | 4}`;

/**
 * Three openers for people of these sectors: two from sectors that they share, or one from each one's own, and one that
 * suits everybody. `seed` turns the choice, so that people don't read the same three each time.
 */
export function chooseOpeners(sectors: readonly (readonly string[])[], seed: number): readonly OpenerKey[] {
  const ours = sectors.map((own) => SECTORS.filter((sector) => own.includes(sector)));
  const shared = SECTORS.filter((sector) => ours.length > 0 && ours.every((own) => own.includes(sector)));
  const pool = shared.length > 0 ? shared : [...new Set(ours.map((own) => own[seed % Math.max(1, own.length)]))];
  const chosen = new Set<OpenerKey>();
  for (let turn = 0; turn < 2; turn++) {
    const sector = pool[(seed + turn) % Math.max(1, pool.length)];
    if (sector !== undefined) chosen.add(`coffee-openers.${sector}.${numbered(seed + turn, PER_SECTOR)}`);
  }
  for (let turn = 0; chosen.size < 3 && turn < FOR_ALL; turn++) chosen.add(`coffee-openers.any.${numbered(seed + turn, FOR_ALL)}`);
  return [...chosen];
}

function numbered<N extends 3 | 4>(seed: number, count: N): N extends 3 ? 1 | 2 | 3 : 1 | 2 | 3 | 4 {
  // The rest of a division by `count`, counted from one, lies within the union by its arithmetic.
  return ((seed % count) + 1) as N extends 3 ? 1 | 2 | 3 : 1 | 2 | 3 | 4;
}
