// The graph of some of the members. A volunteer may have two vertices: their own, and a copy for a second match. A copy need not be
// matched; its floor is the value of not using it.

import type { PairSource, SparseRows } from './scores.js';

export interface Subgraph extends PairSource {
  /** The member of each vertex. */
  readonly member: Int32Array;
  /** Vertices from this number on are copies of volunteers. */
  readonly firstCopy: number;
}

/** The graph of `members` (ascending), with a copy of each of `volunteers`. */
export function subgraphOf(source: PairSource, members: readonly number[], volunteers: readonly number[]): Subgraph {
  const member = Int32Array.from([...members, ...volunteers]);
  const firstCopy = members.length;
  if (member.length === source.n && volunteers.length === 0) {
    return {
      n: source.n,
      member,
      firstCopy,
      fillRow: source.fillRow.bind(source),
      worth: source.worth.bind(source),
      upperBound: source.upperBound.bind(source),
      ...(source.sparse === undefined ? {} : { sparse: source.sparse }),
    };
  }
  const row = new Int32Array(source.n);
  return {
    n: member.length,
    member,
    firstCopy,
    fillRow(v, from, to, out) {
      // Members are in ascending order, copies in any order.
      const whole = to > firstCopy || from >= to;
      source.fillRow(member[v]!, whole ? 0 : member[from]!, whole ? source.n : member[to - 1]! + 1, row);
      for (let w = from; w < to; w++) out[w] = v >= firstCopy && w >= firstCopy ? -1 : row[member[w]!]!;
    },
    worth(v, w) {
      return v >= firstCopy && w >= firstCopy ? -1 : source.worth(member[v]!, member[w]!);
    },
    upperBound: (v) => source.upperBound(member[v]!),
    ...(source.sparse === undefined || volunteers.length > 0 ? {} : { sparse: sparseRowsOf(source.n, source.sparse, member) }),
  };
}

/** The sparse rows of a subgraph, whose members are in ascending order. */
function sparseRowsOf(all: number, sparse: SparseRows, member: Int32Array): SparseRows {
  const vertex = new Int32Array(all).fill(-1);
  member.forEach((m, v) => {
    vertex[m] = v;
  });
  const members = new Int32Array(all);
  const row = new Int32Array(all);
  return {
    plainUpperBound: (v) => sparse.plainUpperBound(member[v]!),
    fillListed(v, listed, count, out) {
      for (let k = 0; k < count; k++) members[k] = member[listed[k]!]!;
      const found = sparse.fillListed(member[v]!, members, count, row);
      let kept = 0;
      for (let k = 0; k < found; k++) {
        const w = vertex[members[k]!]!;
        if (w < 0) continue;
        listed[kept++] = w;
        out[w] = row[members[k]!]!;
      }
      return kept;
    },
  };
}
