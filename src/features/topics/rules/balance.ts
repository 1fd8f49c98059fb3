import type { HeldTopic } from './choice-types.js';
import { type Month, monthsBetween } from './month.js';

/** A sector that takes turns, or null for all topics of no such sector. */
export type SectorKey = string | null;

/**
 * How many topics a sector may be behind. A sector that was added, or had nothing to discuss for long, does not fill the months
 * that follow.
 */
export const MOST_BEHIND = 2;

/** How often and when sectors were discussed. It grows with the topics that are chosen. */
export class Balance {
  readonly #sectors: readonly string[];
  readonly #topics = new Map<SectorKey, number>();
  readonly #last = new Map<SectorKey, Month>();

  /** Counts the history month by month; after each, a sector that is further behind than `MOST_BEHIND` is moved up. */
  constructor(history: readonly HeldTopic[], sectors: readonly string[]) {
    this.#sectors = sectors;
    const known = new Set<SectorKey>(sectors);
    const byMonth = new Map<Month, SectorKey[]>();
    for (const { sector, month } of history) {
      const key = known.has(sector) ? sector : null;
      const keys = byMonth.get(month);
      if (keys === undefined) byMonth.set(month, [key]);
      else keys.push(key);
    }
    for (const month of [...byMonth.keys()].sort()) {
      for (const key of byMonth.get(month) ?? []) this.add(key, month);
      const enough = this.mostTopics() - MOST_BEHIND;
      for (const key of [...sectors, null]) this.#topics.set(key, Math.max(this.topicsOf(key), enough));
    }
  }

  add(key: SectorKey, month: Month): void {
    this.#topics.set(key, this.topicsOf(key) + 1);
    const last = this.#last.get(key);
    if (last === undefined || last < month) this.#last.set(key, month);
  }

  topicsOf(key: SectorKey): number {
    return this.#topics.get(key) ?? 0;
  }

  /** The topics of the sector that was discussed most often. */
  mostTopics(): number {
    return Math.max(...this.#sectors.map((sector) => this.topicsOf(sector)));
  }

  /**
   * How many months the sector has waited in `month`; infinite if it was never discussed. Topics of no sector don't wait: where support
   * is equal, a topic of a sector goes first.
   */
  waited(key: SectorKey, month: Month): number {
    if (key === null) return 0;
    const last = this.#last.get(key);
    return last === undefined ? Number.POSITIVE_INFINITY : Math.max(0, monthsBetween(last, month));
  }
}
