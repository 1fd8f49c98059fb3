// A attribute is a part of the profile that many members share (their sectors, their hours, …). What two members' attributes are worth
// to one another is computed once for each two distinct values, and then only looked up.

/** Small numbers in little memory: a pass over all pairs is bound by it. */
export type Indexes = Uint16Array | Uint32Array;

export function packIndexes(indexes: readonly number[]): Indexes {
  return indexes.some((index) => index > 0xffff) ? Uint32Array.from(indexes) : Uint16Array.from(indexes);
}

export interface Attribute {
  /** Which value each member has. */
  readonly of: Indexes;
  /** How many distinct values there are. */
  readonly count: number;
  /** What this member's value is worth with each value, by the index in `of`. Valid until the next call. */
  row(member: number): Int32Array;
  /** The highest number of that row, if it is above 0. */
  highest(member: number): number;
}

/** Tables up to this many numbers are kept; larger ones are computed row by row. */
const KEPT_NUMBERS = 4_000_000;

export class SharedAttribute<V> implements Attribute {
  readonly of: Indexes;
  readonly #values: V[] = [];
  readonly #worth: (one: V, other: V) => number;
  readonly #rows: (Int32Array | undefined)[] = [];
  readonly #highest: (number | undefined)[] = [];
  #spare: { value: number; row: Int32Array } | undefined;

  /** `key` tells values apart; `worth` is symmetric and gives whole numbers. */
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

/** Two attributes as one: a look-up less for each pair, while the distinct values stay few. */
export function join(one: Attribute, other: Attribute): Attribute {
  const members = Array.from(one.of, (_, member) => member);
  const worth = (p: number, q: number) => one.row(p)[one.of[q]!]! + other.row(p)[other.of[q]!]!;
  return new SharedAttribute<number>(members, (member) => `${one.of[member]} ${other.of[member]}`, worth);
}
