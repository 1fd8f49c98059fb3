// The state of a matching in progress: the partners, and the dual variables that prove how good the matching is.
//
// Edmonds ("Maximum matching and a polyhedron with 0,1-vertices", 1965) describes the maximum-weight matching by a linear programme. Its
// dual gives each vertex v a price u[v] and each blossom B (an odd set of vertices; two blossoms are nested or disjoint) a price z[B] ≥ 0
// such that for every edge
//     u[a] + u[b] + (sum of z[B] over the blossoms that hold both a and b) ≥ weight(a, b).
// Here each vertex also has a floor: u[v] ≥ floor[v], where floor[v] is the value of leaving v unmatched. A large negative floor means
// "match v if at all possible", so cardinality and priorities need no very large edge weights.
//
// Invariants: the prices are feasible, matched edges are tight (equality above), and z > 0 only for blossoms in which all vertices but one
// are matched inside. The matching is optimal when every unmatched vertex is at its floor. All prices are multiples of ½, because the
// weights are integers, so doubles represent them exactly.

export interface MatchingState {
  readonly n: number;
  /** Partner of each vertex, or −1. */
  readonly mate: Int32Array;
  readonly u: Float64Array;
  readonly floor: Float64Array;
  /** Outermost blossom of each vertex, or the vertex itself when it is in none. Ids below n are vertices, ids from n on blossoms. */
  readonly top: Int32Array;
  readonly parent: Int32Array;
  /** The one vertex of each blossom that is not matched inside it. */
  readonly base: Int32Array;
  readonly z: Float64Array;
  /** Children of each blossom in the order of its odd cycle. The first child holds the base. */
  readonly children: number[][];
  /** links[b][2k] and [2k + 1]: the two vertices of the edge from child k to child k + 1. It is matched for odd k. */
  readonly links: number[][];
  readonly freeIds: number[];
  /** Number of vertices of each blossom. */
  readonly size: Int32Array;
  /** Position of each blossom in the list of a certificate. `rename` keeps it, so the list has the same order in all versions. */
  readonly rank: Int32Array;
}

/** An empty matching of n vertices. All prices are 0 until `initialise` sets them. */
export function createState(n: number): MatchingState {
  const state: MatchingState = {
    n,
    mate: new Int32Array(n).fill(-1),
    u: new Float64Array(n),
    floor: new Float64Array(n),
    top: new Int32Array(n),
    parent: new Int32Array(2 * n).fill(-1),
    base: new Int32Array(2 * n).fill(-1),
    z: new Float64Array(2 * n),
    children: Array.from({ length: 2 * n }, () => []),
    links: Array.from({ length: 2 * n }, () => []),
    freeIds: [],
    size: new Int32Array(2 * n).fill(1, 0, n),
    rank: Int32Array.from({ length: 2 * n }, (_, id) => id),
  };
  for (let v = 0; v < n; v++) {
    state.top[v] = v;
    state.base[v] = v;
  }
  for (let id = 2 * n - 1; id >= n; id--) state.freeIds.push(id);
  return state;
}

/** Appends the vertices of the blossom or vertex b to `into` and returns it. Not recursive, because blossoms nest thousands deep. */
export function collectVertices(state: MatchingState, b: number, into: number[]): number[] {
  if (b < state.n) {
    into.push(b);
    return into;
  }
  const open = [b];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const child of state.children[next]!) (child < state.n ? into : open).push(child);
  }
  return into;
}

/** Removes the outermost blossom b and returns its children. The caller must update `top` of their vertices. */
function dissolve(state: MatchingState, b: number): number[] {
  const children = state.children[b]!;
  for (const child of children) state.parent[child] = -1;
  state.children[b] = [];
  state.links[b] = [];
  state.z[b] = 0;
  state.base[b] = -1;
  state.freeIds.push(b);
  return children;
}

function makeTop(state: MatchingState, b: number): void {
  for (const v of collectVertices(state, b, [])) state.top[v] = b;
}

/**
 * Removes the outermost blossom b, makes its children outermost, and returns them. If the largest child is a blossom, it gets the id b,
 * so `top` of its vertices need not change. This way, opening a long chain of nested blossoms takes time only for the vertices that
 * leave the chain.
 */
export function openBlossom(state: MatchingState, b: number): number[] {
  const children = dissolve(state, b);
  const largest = children.reduce((most, child) => (state.size[child]! > state.size[most]! ? child : most));
  for (const child of children) if (child !== largest || child < state.n) makeTop(state, child);
  if (largest >= state.n) {
    rename(state, largest, b);
    children[children.indexOf(largest)] = b;
  }
  return children;
}

/** Gives the outermost blossom `from` the id `to`, which must be the last one in `freeIds`. */
function rename(state: MatchingState, from: number, to: number): void {
  const { children, links, parent, base, z, size, rank, freeIds } = state;
  children[to] = children[from]!;
  links[to] = links[from]!;
  for (const child of children[from]!) parent[child] = to;
  base[to] = base[from]!;
  z[to] = z[from]!;
  size[to] = size[from]!;
  children[from] = [];
  links[from] = [];
  z[from] = 0;
  base[from] = -1;
  freeIds[freeIds.length - 1] = from;
  [rank[from], rank[to]] = [rank[to]!, rank[from]!];
}

/** Opens the outermost blossom b if its price is 0, and then all blossoms that become outermost and have a price of 0. */
export function openUnpriced(state: MatchingState, b: number): void {
  const outermost = [b];
  for (let next = outermost.pop(); next !== undefined; next = outermost.pop()) {
    if (next < state.n || state.z[next]! > 0) makeTop(state, next);
    else outermost.push(...dissolve(state, next));
  }
}

/** Makes v the base of the blossom b: afterwards all vertices of b except v are matched inside b. */
export function moveBase(state: MatchingState, b: number, v: number): void {
  // The changes inside a child depend only on its own new base, so the order does not matter.
  const moves = [b, v];
  while (moves.length > 0) {
    const base = moves.pop()!;
    const blossom = moves.pop()!;
    for (let child = base; child !== blossom; child = state.parent[child]!) turn(state, state.parent[child]!, child, base, moves);
  }
}

/** Rotates the odd cycle of the blossom b so that it starts at `child`, which holds the new base, and adds its children to `moves`. */
function turn(state: MatchingState, b: number, child: number, base: number, moves: number[]): void {
  const children = state.children[b]!;
  const links = state.links[b]!;
  const length = children.length;
  const at = children.indexOf(child);
  // Walk to the base child in the direction that starts with a matched link, and swap matched and unmatched links.
  const step = at % 2 === 1 ? 1 : -1;
  for (let k = at; k !== 0 && k !== length; k += 2 * step) {
    const near = k + step;
    const far = k + 2 * step;
    const link = step === 1 ? near : far;
    const x = links[2 * link + (step === 1 ? 0 : 1)]!;
    const y = links[2 * link + (step === 1 ? 1 : 0)]!;
    const nearChild = children[near]!;
    const farChild = children[far % length]!;
    if (nearChild >= state.n) moves.push(nearChild, x);
    if (farChild >= state.n) moves.push(farChild, y);
    state.mate[x] = y;
    state.mate[y] = x;
  }
  if (at > 0) {
    state.children[b] = [...children.slice(at), ...children.slice(0, at)];
    state.links[b] = [...links.slice(2 * at), ...links.slice(0, 2 * at)];
  }
  state.base[b] = base;
}

/** Unmatches v and its partner, if it has one. */
export function unmatch(state: MatchingState, v: number): void {
  const partner = state.mate[v]!;
  if (partner < 0) return;
  state.mate[v] = -1;
  state.mate[partner] = -1;
}

/** Removes v from all blossoms and distributes their prices to the vertices, so that the prices stay feasible. */
export function removeFromBlossoms(state: MatchingState, v: number): void {
  const around: number[] = [];
  for (let b = v; b >= 0; b = state.parent[b]!) around.push(b);
  let raise = 0;
  for (let b = around.pop()!; b >= state.n; b = around.pop()!) {
    // Edges inside keep their slack. Edges that leave the blossom gain slack, so the one matched edge that leaves it is unmatched.
    if (state.z[b]! > 0) unmatch(state, state.base[b]!);
    raise += state.z[b]! / 2;
    for (const child of dissolve(state, b)) {
      if (child === around.at(-1)) continue;
      for (const w of collectVertices(state, child, [])) {
        state.top[w] = child;
        state.u[w]! += raise;
      }
    }
  }
  state.top[v] = v;
  state.u[v]! += raise;
}
