import { between } from '../../../core/time.js';
// The order of proposals that are in turn: organisations, how long the sector has waited, types of organisations, waiting time, lot.

import type { Balance, SectorKey } from './balance.js';
import type { ChoiceReason } from './choice-types.js';
import { SHOWN_FROM } from './counts.js';
import type { Month } from './month.js';
import type { Candidate } from './support.js';
import type { Turn } from './turn.js';

type Criterion = 'organisations' | 'sector' | 'types' | 'since' | 'lot';

/** The order for one slot; made anew when a topic was counted. */
export class Ranking {
  readonly #balance: Balance;
  readonly #month: Month;
  readonly #waited = new Map<SectorKey, number>();

  constructor(balance: Balance, month: Month) {
    this.#balance = balance;
    this.#month = month;
  }

  /** The first of those candidates that `isMeant` accepts; `undefined` of none. */
  first(candidates: readonly Candidate[], isMeant: (candidate: Candidate) => boolean): Candidate | undefined {
    let best: Candidate | undefined;
    for (const candidate of candidates) {
      if (isMeant(candidate) && (best === undefined || this.#compare(candidate, best) < 0)) best = candidate;
    }
    return best;
  }

  /** Why `chosen` was chosen of `candidates`, some of which are not in turn. */
  reasonFor(chosen: Candidate, candidates: readonly Candidate[], turn: Turn, inMonth: ReadonlySet<SectorKey>): ChoiceReason {
    const others = candidates.filter((candidate) => candidate !== chosen);
    if (!isComparable(chosen, others)) {
      // What is said must not depend on numbers that are not told, or it would tell them.
      if (others.some(({ key }) => turn.sectors.has(key))) return { kind: 'weighed' };
      const rival = others.reduce<Candidate | undefined>((first, each) => (first && first.id < each.id ? first : each), undefined);
      return rival ? this.#turnReason(chosen, rival, turn, inMonth) : { kind: 'only-proposal' };
    }
    const rival = this.first(others, () => true);
    if (rival === undefined) return { kind: 'only-proposal' };
    if (this.#compare(chosen, rival) > 0) return this.#turnReason(chosen, rival, turn, inMonth);
    const by = this.#criterion(chosen, rival);
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
        return { kind: 'lot', among: candidates.filter((other) => this.#criterion(chosen, other) === 'lot').length };
      default:
        return by satisfies never;
    }
  }

  /** Months; see `Balance`. */
  waited(key: SectorKey): number {
    const known = this.#waited.get(key);
    if (known !== undefined) return known;
    const waited = this.#balance.waited(key, this.#month);
    this.#waited.set(key, waited);
    return waited;
  }

  #turnReason(chosen: Candidate, rival: Candidate, { kept }: Turn, inMonth: ReadonlySet<SectorKey>): ChoiceReason {
    const name = kept.get(rival.key);
    if (rival.key !== null && name !== undefined) return { kind: 'kept-for-annual', sector: rival.key, name };
    return this.#turnOf(chosen, rival, inMonth);
  }

  #turnOf({ key }: Candidate, rival: Candidate, inMonth: ReadonlySet<SectorKey>): ChoiceReason {
    if (key !== null && this.waited(key) > this.waited(rival.key)) {
      const months = this.waited(key);
      return { kind: 'sector-waited', sector: key, months: Number.isFinite(months) ? months : null };
    }
    if (inMonth.has(rival.key)) return { kind: 'other-sector', sector: rival.sector };
    return { kind: 'sector-fewest', sector: key, topics: this.#balance.topicsOf(key) };
  }

  /** Negative if `one` comes first. */
  #compare(one: Candidate, other: Candidate): number {
    const by = this.#criterion(one, other);
    switch (by) {
      case 'organisations':
        return other.organisations - one.organisations;
      case 'sector':
        return this.waited(one.key) > this.waited(other.key) ? -1 : 1;
      case 'types':
        return other.types - one.types;
      case 'since':
        return between(other.since, one.since);
      case 'lot':
        return one.lot - other.lot || one.id - other.id;
      default:
        return by satisfies never;
    }
  }

  /** The first criterion in which two candidates differ. */
  #criterion(one: Candidate, other: Candidate): Criterion {
    if (one.organisations !== other.organisations) return 'organisations';
    if (one.key !== other.key && this.waited(one.key) !== this.waited(other.key)) return 'sector';
    if (one.types !== other.types) return 'types';
    if (one.since !== other.since) return 'since';
    return 'lot';
  }
}

/** Whether the support of `chosen` may be compared with that of the others: who knows the result learns no number that is not told. */
function isComparable(chosen: Candidate, others: readonly Candidate[]): boolean {
  if (chosen.told !== 'exact') return others.length === 0;
  return others.every(({ told }) => told === 'exact' || (told === 'few' && chosen.organisations >= SHOWN_FROM));
}
