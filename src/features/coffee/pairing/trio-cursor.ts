// Yields the trios of one blossom in descending order of their possible gain. They are computed only as far as needed.

import type { TrioGain, TrioGains, TrioList } from './trio-gains.js';

/** Distance below the upper bound at which the search for a first trio starts, in hundredths of a point. Then it is quadrupled. */
const FIRST_STEP = 400;

export class TrioCursor {
  readonly #gains: TrioGains;
  readonly #joined: TrioGain | null;
  readonly #top: TrioList;
  readonly #given = new Set<string>();
  #others = -Infinity;

  /** Trios that gain no more than `least` are ignored. */
  constructor(gains: TrioGains, least: number) {
    this.#gains = gains;
    this.#joined = gains.joined();
    if (this.#joined !== null) this.#top = gains.above(Math.max(least, this.#joined.gain));
    else {
      let list: TrioList;
      let step = FIRST_STEP;
      do {
        list = gains.above(Math.max(least, gains.upperBound - step));
        step *= 4;
      } while (list.trios.length === 0 && list.others > least);
      this.#top = list;
    }
  }

  /** Upper bound on the gain of all trios. */
  get highest(): number {
    return Math.max(this.#top.trios[0]?.gain ?? -Infinity, this.#joined?.gain ?? -Infinity, this.#top.others);
  }

  /** Upper bound on the gain of the trios that `descend` has not yielded. */
  get others(): number {
    return this.#others;
  }

  /** Yields each trio that gains more than `least()`, which may grow in the meantime. */
  *descend(least: () => number): Generator<TrioGain> {
    yield* this.#give(this.#top.trios, least);
    if (this.#joined !== null) yield* this.#give([this.#joined], least);
    this.#others = this.#top.others;
    if (this.#others <= least()) return;
    const { trios, others } = this.#gains.above(least());
    yield* this.#give(trios, least);
    this.#others = others;
  }

  *#give(trios: readonly TrioGain[], least: () => number): Generator<TrioGain> {
    for (const trio of trios) {
      if (trio.gain <= least()) return;
      const name = [...trio.vertices].sort((v, w) => v - w).join(' ');
      if (this.#given.has(name)) continue;
      this.#given.add(name);
      yield trio;
    }
  }
}
