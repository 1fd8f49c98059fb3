// The same graph for two solvers: ours and another one. Each gives its time, the total weight of its matching and the number of
// pairs in it.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import type { EdgeList } from '../../src/features/coffee/pairing/blossom/graph.js';

export interface Solved {
  /** Milliseconds. */
  time: number;
  total: number;
  pairs: number;
}

export interface OtherSolver {
  name: string;
  /** Whether it looks for the most pairs first; otherwise for the highest total, whatever the number of pairs. */
  mostPairsFirst: boolean;
  solve(n: number, edges: EdgeList): Solved;
}

type EdmondsBlossom = (edges: [number, number, number][], maximumCardinality: boolean) => number[];

/** The npm package edmonds-blossom-fixed, a translation of van Rantwijk's program. */
export function edmondsBlossomFixed(): OtherSolver {
  const solve = createRequire(import.meta.url)('edmonds-blossom-fixed') as EdmondsBlossom;
  return {
    name: 'edmonds-blossom-fixed',
    mostPairsFirst: true,
    solve(_n, edges) {
      const triples = edges.a.map((v, e): [number, number, number] => [v, edges.b[e]!, edges.weight[e]!]);
      const start = performance.now();
      const mate = solve(triples, true);
      return { time: performance.now() - start, ...measureEdges(mate, edges) };
    },
  };
}

/**
 * A program that reads a graph from its standard input, `n m` and then m lines `a b weight` (vertices from 0, whole weights), and
 * finds a matching of the highest total weight. The first three numbers it prints are the seconds it took to solve, without reading
 * the input, the total weight, and the number of pairs. `command` goes to the shell.
 * Throws an Error when the program fails or prints something else.
 */
export function solverProgram(command: string): OtherSolver {
  return {
    name: command,
    mostPairsFirst: false,
    solve(n, { a, b, weight }) {
      const input = `${n} ${a.length}\n${a.map((v, e) => `${v} ${b[e]} ${weight[e]}\n`).join('')}`;
      const { status, error, stdout, stderr } = spawnSync(command, { input, shell: true, encoding: 'utf8', maxBuffer: 2 ** 30 });
      if (error !== undefined || status !== 0) throw new Error(`${command} failed: ${error?.message ?? (stderr || `status ${status}`)}`);
      const numbers = (stdout.match(/[-+]?\d+(\.\d+)?(e[-+]?\d+)?/gi) ?? []).map(Number);
      const [seconds, total, pairs] = numbers;
      if (seconds === undefined || total === undefined || pairs === undefined) {
        throw new Error(`${command} printed no seconds, total and number of pairs, but: ${stdout.slice(0, 200)}`);
      }
      return { time: 1000 * seconds, total, pairs };
    },
  };
}

/** The total and the number of pairs of a matching, by the worth of each pair. Throws an Error where a pair may not be matched. */
export function measure(mate: ArrayLike<number>, worth: (v: number, w: number) => number): Pick<Solved, 'total' | 'pairs'> {
  let total = 0;
  let pairs = 0;
  for (let v = 0; v < mate.length; v++) {
    const w = mate[v]!;
    if (w <= v) continue;
    if (mate[w] !== v || worth(v, w) < 0) throw new Error(`${v} and ${w} are no pair`);
    total += worth(v, w);
    pairs++;
  }
  return { total, pairs };
}

/** The same for pairs that the edges list. */
function measureEdges(mate: ArrayLike<number>, { a, b, weight }: EdgeList): Pick<Solved, 'total' | 'pairs'> {
  const matched = [...a.keys()].filter((e) => mate[a[e]!] === b[e]);
  return { total: matched.reduce((sum, e) => sum + weight[e]!, 0), pairs: matched.length };
}

/** The middle one of an odd number of values; of an even number the upper middle one. */
export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1]!;
}
