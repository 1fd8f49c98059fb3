// The order of proposals that are in turn: organisations, how long the sector has waited, types of organisations, waiting time, lot.

import type { Balance, SectorKey } from './balance.js';
import type { ChoiceReason } from './choice-types.js';
import { lotOf } from './lot.js';
import type { Month } from './month.js';
import type { Candidate } from './support.js';
import type { Turn } from './turn.js';

/** A candidate with the sector it counts for. */
export interface Ranked extends Candidate {
  readonly key: SectorKey;
}

type Criterion = 'organisations' | 'sector' | 'types' | 'since' | 'lot';

export class Ranking {
  readonly #balance: Balance;
  readonly #month: Month;
  readonly #seed: number;

  constructor(balance: Balance, month: Month, seed: number) {
    this.#balance = balance;
    this.#month = month;
    this.#seed = seed;
  }

  /** The first of some candidates; `undefined` of none. */
  first(candidates: Iterable<Ranked>): Ranked | undefined {
    let best: Ranked | undefined;
    for (const candidate of candidates) if (best === undefined || this.#compare(candidate, best).order < 0) best = candidate;
    return best;
  }

  /** Why `chosen` was chosen although there were `others`, some of which are not in turn. */
  reasonFor(chosen: Ranked, others: readonly Ranked[], { kept }: Turn, inMonth: ReadonlySet<SectorKey>): ChoiceReason {
    const rival = this.first(others);
    if (rival === undefined) return { kind: 'only-proposal' };
    const { order, by } = this.#compare(chosen, rival);
    const name = kept.get(rival.key);
    if (order > 0 && rival.key !== null && name !== undefined) return { kind: 'kept-for-annual', sector: rival.key, name };
    if (order > 0) return this.#turnOf(chosen, rival, inMonth);
    switch (by) {
      case 'organisations':
        return { kind: 'most-organisations', organisations: chosen.organisations };
      case 'sector':
        return this.#turnOf(chosen, rival, inMonth);
      case 'types':
        return { kind: 'most-types', types: chosen.types };
      case 'since':
        return { kind: 'waited-longest', since: chosen.since };
      case 'lot':
        return { kind: 'lot', among: 1 + others.filter((other) => this.#compare(chosen, other).by === 'lot').length };
      default:
        return by satisfies never;
    }
  }

  waited(key: SectorKey): number {
    return this.#balance.waited(key, this.#month);
  }

  #turnOf({ key }: Ranked, rival: Ranked, inMonth: ReadonlySet<SectorKey>): ChoiceReason {
    if (key !== null && this.waited(key) > this.waited(rival.key)) {
      const months = this.waited(key);
      return { kind: 'sector-waited', sector: key, months: Number.isFinite(months) ? months : null };
    }
    if (inMonth.has(rival.key)) return { kind: 'other-sector', sector: rival.sector };
    return { kind: 'sector-fewest', sector: key, topics: this.#balance.topicsOf(key) };
  }

  #compare(one: Ranked, other: Ranked): { readonly order: number; readonly by: Criterion } {
    if (one.organisations !== other.organisations) return { order: other.organisations - one.organisations, by: 'organisations' };
    const [waited, otherWaited] = [this.waited(one.key), this.waited(other.key)];
    if (waited !== otherWaited) return { order: otherWaited > waited ? 1 : -1, by: 'sector' };
    if (one.types !== other.types) return { order: other.types - one.types, by: 'types' };
    if (one.since !== other.since) return { order: one.since - other.since, by: 'since' };
    return { order: lotOf(this.#seed, one.id) - lotOf(this.#seed, other.id) || one.id - other.id, by: 'lot' };
  }
}
