// A sparse weighted graph in compressed rows: the edges of vertex v are in the slots start[v] … start[v + 1] − 1.

export interface Graph {
  readonly n: number;
  readonly start: Int32Array;
  /** The vertex that owns each slot. An undirected edge has two slots, one at each end. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weight: Int32Array;
}

/** Edges as three parallel lists. */
export interface EdgeList {
  a: number[];
  b: number[];
  weight: number[];
}

/** Builds a graph of n vertices. The edges must be distinct and without loops. */
export function buildGraph(n: number, edges: EdgeList): Graph {
  const { a, b, weight } = edges;
  const start = new Int32Array(n + 1);
  for (let e = 0; e < a.length; e++) {
    start[a[e]! + 1]!++;
    start[b[e]! + 1]!++;
  }
  for (let v = 0; v < n; v++) start[v + 1]! += start[v]!;
  const next = start.slice(0, n);
  const graph: Graph = {
    n,
    start,
    from: new Int32Array(2 * a.length),
    to: new Int32Array(2 * a.length),
    weight: new Int32Array(2 * a.length),
  };
  const place = (v: number, other: number, w: number) => {
    const slot = next[v]!++;
    graph.from[slot] = v;
    graph.to[slot] = other;
    graph.weight[slot] = w;
  };
  for (let e = 0; e < a.length; e++) {
    place(a[e]!, b[e]!, weight[e]!);
    place(b[e]!, a[e]!, weight[e]!);
  }
  return graph;
}
