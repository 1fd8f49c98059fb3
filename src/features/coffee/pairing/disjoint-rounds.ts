// Finds how many full rounds n members (n even) can still hold without any pair meeting twice. These are disjoint perfect matchings of
// the graph of unused pairs, found by local search.
//
// For a complete graph they form a one-factorisation. Dinitz and Stinson ("A hill-climbing algorithm for the construction of
// one-factorizations and Room squares", 1987) find one by hill climbing: assign an unused edge to a round, take the round from another
// edge if necessary, and never reduce the number of filled places. With few spare edges this gets stuck, so a step here first tries to
// swap two rounds along a Kempe chain, as in edge colouring. The decision problem is NP-complete (Holyer 1981), so a positive answer is
// certain and a negative answer may be wrong.

export class DisjointRounds {
  readonly #n: number;
  readonly #rounds: number;
  readonly #neighbours: readonly (readonly number[])[];
  readonly #random: (bound: number) => number;
  /** partner[v * rounds + r]: the partner of v in round r, or −1. */
  readonly #partner: Int32Array;
  /** The round of the edge v * n + w, or −1 while the edge is unused. */
  readonly #roundOf: Int32Array;
  /** Places (v * rounds + r) that are still empty, and the position of each in that list. */
  readonly #empty: number[] = [];
  readonly #position: Int32Array;

  /** `neighbours[v]` lists the vertices that v may meet. `random(bound)` returns an integer in [0, bound). */
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

  /** Fills the rounds in at most `steps` steps. Returns false when these do not suffice. */
  fill(steps: number): boolean {
    for (let step = 0; step < steps && this.#empty.length > 0; step++) {
      const place = this.#empty[this.#random(this.#empty.length)]!;
      const round = place % this.#rounds;
      const v = (place - round) / this.#rounds;
      if (!this.#improve(v, round)) this.#shake(v, round);
    }
    return this.#empty.length === 0;
  }

  /** The partners of all vertices in a full round. */
  round(r: number): Int32Array {
    return Int32Array.from({ length: this.#n }, (_, v) => this.#partner[v * this.#rounds + r]!);
  }

  /** Fills v's empty place in `round` with an unused edge to a vertex whose place is empty too, if necessary after a swap. */
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

  /** Moves an empty place to another vertex or round, so that the search leaves a local optimum. */
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

  /** The last vertex of the chain of edges of rounds a, b, a, … that starts at v. */
  #chainEnd(v: number, a: number, b: number): number {
    let at = v;
    for (let round = a; ; round = round === a ? b : a) {
      const next = this.#partner[at * this.#rounds + round]!;
      if (next < 0) return at;
      at = next;
    }
  }

  /** Swaps the rounds a and b along the chain that starts at v. The place of v in b must be empty, so that the chain is a path. */
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

/** Returns the partners in as many disjoint full rounds as the search finds, at most `most`. */
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
