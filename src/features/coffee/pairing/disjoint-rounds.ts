// How many full rounds can still be held among n members (n even) without any pair meeting twice: disjoint perfect matchings of
// the graph of unused pairs, found by local search.
//
// For a complete graph these make up a one-factorisation, which Dinitz and Stinson find by hill-climbing ("A hill-climbing
// algorithm for the construction of one-factorizations and Room squares", 1987): give an unused edge to a round, take it from
// another edge if need be, and never go back in the number of places filled. With few edges to spare that gets stuck, so here a
// step first tries to swap two rounds along a Kempe chain, as in edge colouring. Deciding the question is NP-complete (Holyer
// 1981): a found answer is right, "not found" may be wrong.

export class DisjointRounds {
  readonly #n: number;
  readonly #rounds: number;
  readonly #neighbours: readonly (readonly number[])[];
  readonly #random: (bound: number) => number;
  /** partner[v * rounds + r]: whom v meets in round r, or −1. */
  readonly #partner: Int32Array;
  /** The round of each used edge v * n + w, or −1. */
  readonly #roundOf: Int32Array;
  /** Places (v * rounds + r) still empty, and where each stands in that list. */
  readonly #empty: number[] = [];
  readonly #position: Int32Array;

  /** `neighbours[v]` lists whom v may meet. */
  constructor(neighbours: readonly (readonly number[])[], rounds: number, random: (bound: number) => number) {
    this.#n = neighbours.length;
    this.#rounds = rounds;
    this.#neighbours = neighbours;
    this.#random = random;
    this.#partner = new Int32Array(this.#n * rounds).fill(-1);
    this.#roundOf = new Int32Array(this.#n * this.#n).fill(-1);
    this.#position = new Int32Array(this.#n * rounds);
    for (let place = 0; place < this.#partner.length; place++) this.#position[place] = this.#empty.push(place) - 1;
  }

  /** Fills the rounds; false when `steps` do not suffice. */
  fill(steps: number): boolean {
    for (let step = 0; step < steps && this.#empty.length > 0; step++) {
      const place = this.#empty[this.#random(this.#empty.length)]!;
      const round = place % this.#rounds;
      const v = (place - round) / this.#rounds;
      if (!this.#improve(v, round)) this.#shake(v, round);
    }
    return this.#empty.length === 0;
  }

  /** Partners in a round that is full. */
  round(r: number): Int32Array {
    return Int32Array.from({ length: this.#n }, (_, v) => this.#partner[v * this.#rounds + r]!);
  }

  /** Gives v's empty place in `round` an unused edge to somebody who has, or after a swap gets, that place empty too. */
  #improve(v: number, round: number): boolean {
    const neighbours = this.#neighbours[v]!;
    const offset = this.#random(neighbours.length);
    for (let k = 0; k < neighbours.length; k++) {
      const w = neighbours[(offset + k) % neighbours.length]!;
      if (this.#roundOf[v * this.#n + w]! >= 0) continue;
      if (this.#partner[w * this.#rounds + round]! < 0) {
        this.#use(v, w, round);
        return true;
      }
      for (let other = 0; other < this.#rounds; other++) {
        if (this.#partner[w * this.#rounds + other]! >= 0 || this.#chainEnd(w, round, other) === v) continue;
        this.#swapChain(w, round, other);
        this.#use(v, w, round);
        return true;
      }
    }
    return false;
  }

  /** Moves an empty place elsewhere, so that the next steps find another situation. */
  #shake(v: number, round: number): void {
    const unused = this.#neighbours[v]!.filter((w) => this.#roundOf[v * this.#n + w]! < 0);
    const other = this.#random(this.#rounds);
    if (unused.length === 0 || this.#random(2) === 0) {
      if (other !== round && this.#partner[v * this.#rounds + other]! >= 0) this.#swapChain(v, other, round);
      return;
    }
    const w = unused[this.#random(unused.length)]!;
    this.#release(w, this.#partner[w * this.#rounds + round]!, round);
    this.#use(v, w, round);
  }

  /** The far end of the chain of edges of rounds a, b, a, … that starts at v. */
  #chainEnd(v: number, a: number, b: number): number {
    let at = v;
    for (let round = a; ; round = round === a ? b : a) {
      const next = this.#partner[at * this.#rounds + round]!;
      if (next < 0) return at;
      at = next;
    }
  }

  /** Swaps the rounds of that chain's edges; v must have its place in b empty, so that it is a path. */
  #swapChain(v: number, a: number, b: number): void {
    const path = [v];
    for (let round = a, at = v; ; round = round === a ? b : a) {
      at = this.#partner[at * this.#rounds + round]!;
      if (at < 0) break;
      path.push(at);
    }
    for (let k = 0; k + 1 < path.length; k++) this.#release(path[k]!, path[k + 1]!, k % 2 === 0 ? a : b);
    for (let k = 0; k + 1 < path.length; k++) this.#use(path[k]!, path[k + 1]!, k % 2 === 0 ? b : a);
  }

  #use(v: number, w: number, round: number): void {
    this.#roundOf[v * this.#n + w] = round;
    this.#roundOf[w * this.#n + v] = round;
    this.#fillPlace(v * this.#rounds + round, w);
    this.#fillPlace(w * this.#rounds + round, v);
  }

  #release(v: number, w: number, round: number): void {
    this.#roundOf[v * this.#n + w] = -1;
    this.#roundOf[w * this.#n + v] = -1;
    for (const place of [v * this.#rounds + round, w * this.#rounds + round]) {
      this.#partner[place] = -1;
      this.#position[place] = this.#empty.push(place) - 1;
    }
  }

  #fillPlace(place: number, partner: number): void {
    this.#partner[place] = partner;
    const position = this.#position[place]!;
    const last = this.#empty.pop()!;
    if (last !== place) {
      this.#empty[position] = last;
      this.#position[last] = position;
    }
  }
}

/** Partners of as many disjoint full rounds as the search finds, at most `most`. */
export function findRounds(neighbours: readonly (readonly number[])[], most: number, random: (bound: number) => number): Int32Array[] {
  for (let rounds = most; rounds > 0; rounds--) {
    for (let attempt = 0; attempt < 3; attempt++) {
      const search = new DisjointRounds(neighbours, rounds, random);
      if (search.fill(40 * neighbours.length * rounds)) return Array.from({ length: rounds }, (_, r) => search.round(r));
    }
  }
  return [];
}

/** Whether the search finds `rounds` disjoint full rounds. */
export function hasRounds(neighbours: readonly (readonly number[])[], rounds: number, random: (bound: number) => number): boolean {
  if (neighbours.some(({ length }) => length < rounds)) return false;
  for (let attempt = 0; attempt < 3; attempt++) {
    if (new DisjointRounds(neighbours, rounds, random).fill(40 * neighbours.length * rounds)) return true;
  }
  return false;
}
