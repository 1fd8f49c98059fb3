// An attribute is a part of the profile whose value many members share, such as their sectors or their working hours. The score of two
// values is computed once and then looked up.

/** Small integers use little memory, because memory bandwidth limits a pass over all pairs. */
export type Indexes = Uint16Array | Uint32Array;

export function packIndexes(indexes: readonly number[]): Indexes {
  return indexes.some((index) => index > 0xffff) ? Uint32Array.from(indexes) : Uint16Array.from(indexes);
}

export interface Attribute {
  /** Index of the value of each member. */
  readonly of: Indexes;
  /** Number of distinct values. */
  readonly count: number;
  /** Score of this member's value with each value, by the index in `of`. Valid until the next call. */
  row(member: number): Int32Array;
  /** The highest score of that row, at least 0. */
  highest(member: number): number;
}

/** Tables of up to this many scores are kept; the rows of larger ones are computed when asked for. */
const KEPT_NUMBERS = 4_000_000;

export class SharedAttribute<V> implements Attribute {
  readonly of: Indexes;
  readonly #values: V[] = [];
  readonly #worth: (one: V, other: V) => number;
  readonly #rows: (Int32Array | undefined)[] = [];
  readonly #highest: (number | undefined)[] = [];
  #spare: { value: number; row: Int32Array } | undefined;

  /** Two values are the same when their `key` is the same. `worth` must be symmetric and return integers. */
  constructor(values: readonly V[], key: (value: V) => string, worth: (one: V, other: V) => number) {
    this.#worth = worth;
    const known = new Map<string, number>();
    const indexes = values.map((value) => {
      const name = key(value);
      let index = known.get(name);
      if (index === undefined) {
        index = this.#values.length;
        known.set(name, index);
        this.#values.push(value);
      }
      return index;
    });
    this.of = packIndexes(indexes);
  }

  get count(): number {
    return this.#values.length;
  }

  row(member: number): Int32Array {
    const value = this.of[member]!;
    const kept = this.#rows[value];
    if (kept !== undefined) return kept;
    if (this.#spare?.value === value) return this.#spare.row;
    const { count } = this;
    const keep = count * count <= KEPT_NUMBERS;
    const row = keep || this.#spare === undefined ? new Int32Array(count) : this.#spare.row;
    const own = this.#values[value]!;
    for (let other = 0; other < count; other++) row[other] = this.#worth(own, this.#values[other]!);
    if (keep) this.#rows[value] = row;
    else this.#spare = { value, row };
    return row;
  }

  highest(member: number): number {
    const value = this.of[member]!;
    this.#highest[value] ??= this.row(member).reduce((most, worth) => Math.max(most, worth), 0);
    return this.#highest[value];
  }
}

/** Combines two attributes into one, which saves a look-up per pair. Useful while there are few distinct values. */
export function join(one: Attribute, other: Attribute): Attribute {
  const members = Array.from(one.of, (_, member) => member);
  const worth = (p: number, q: number) => one.row(p)[one.of[q]!]! + other.row(p)[other.of[q]!]!;
  return new SharedAttribute<number>(members, (member) => `${one.of[member]} ${other.of[member]}`, worth);
}
