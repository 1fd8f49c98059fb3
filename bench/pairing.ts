// How long pairing takes, how good it is, and how both compare with edmonds-blossom-fixed on the same graph in the same run.
//   npm run bench:pairing [-- --max 10000] [--limit 60]
// The members are made up: organisations of about ten, two years of rounds every two weeks, a window of twelve rounds.
// --max: most members (100,000 otherwise); --limit: seconds for one pairing (120 otherwise); --patience: seconds after which the
// other library is not run on larger graphs any more, but its time extrapolated and marked as such (60 otherwise).

import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { FractionalSearch, leaveCycle } from '../src/features/coffee/pairing/blossom/fractional.js';
import { buildGraph, type EdgeList, type Graph } from '../src/features/coffee/pairing/blossom/graph.js';
import { initialise, solve } from '../src/features/coffee/pairing/blossom/solve.js';
import { createState } from '../src/features/coffee/pairing/blossom/state.js';
import { allPairs, bestPairs, estimatePrices } from '../src/features/coffee/pairing/candidates.js';
import { optimise } from '../src/features/coffee/pairing/optimise.js';
import { pair } from '../src/features/coffee/pairing/pair.js';
import { PairScores } from '../src/features/coffee/pairing/scores.js';
import { community } from './support/community.js';

type Matching = (edges: [number, number, number][], maximumCardinality: boolean) => number[];
const edmonds = createRequire(import.meta.url)('edmonds-blossom-fixed') as Matching;

const { values } = parseArgs({
  options: {
    max: { type: 'string', default: '100000' },
    limit: { type: 'string', default: '120' },
    patience: { type: 'string', default: '60' },
  },
});
const sizes = [100, 101, 300, 1000, 1001, 2000, 2001, 5000, 10_000, 10_001, 30_000, 100_000].filter(
  (members) => members <= Number(values.max),
);
const never = { passed: () => false };
const now = () => performance.now();

function timed<T>(work: () => T): [T, number] {
  const start = now();
  const result = work();
  return [result, now() - start];
}

function show(columns: readonly (string | number)[]): void {
  console.log(columns.map((column) => String(column).padStart(14)).join(''));
}
const ms = (time: number) => `${time < 100 ? time.toFixed(1) : Math.round(time).toLocaleString('en')} ms`;

const total = (mate: ArrayLike<number>, weightOf: (a: number, b: number) => number) =>
  Array.from(mate).reduce((sum, b, a) => (b > a ? sum + weightOf(a, b) : sum), 0);

/** Our solver on the given edges only. */
function ours(graph: Graph, floor: number): Int32Array {
  const state = createState(graph.n);
  state.floor.fill(floor);
  initialise(graph, state);
  const cycles: (readonly number[] | undefined)[] = [];
  new FractionalSearch(graph, state, cycles).run(never.passed);
  for (let v = 0; v < graph.n; v++) leaveCycle(state, cycles, v);
  solve(graph, state);
  return state.mate;
}

const triples = ({ a, b, weight }: EdgeList) => a.map((v, e): [number, number, number] => [v, b[e]!, weight[e]!]);

interface Contest {
  mate: ArrayLike<number>;
  time: number;
  edges: () => EdgeList;
  worth: (a: number, b: number) => number;
}

/** One line for each size: our time and theirs on the same edges. Beyond their patience theirs is extrapolated. */
function compare(contestants: Iterable<[members: number, run: () => Contest]>): void {
  show(['members', 'ours', 'theirs', 'ratio', 'our total', 'their total', 'equal']);
  const known: { members: number; time: number }[] = [];
  for (const [members, run] of contestants) {
    const { mate, time, edges, worth } = run();
    const [before, last] = [known.at(-2), known.at(-1)];
    if (before !== undefined && last !== undefined && extrapolated(before, last, members) > 1000 * Number(values.patience)) {
      const theirs = extrapolated(before, last, members);
      show([members, ms(time), `~ ${ms(theirs)}`, `~ ${(theirs / time).toFixed(0)} ×`, total(mate, worth), 'not run', '-']);
      continue;
    }
    const list = triples(edges());
    const [theirMate, theirTime] = timed(() => edmonds(list, true));
    if (members > (last?.members ?? 0) * 1.5) known.push({ members, time: theirTime });
    const [one, other] = [total(mate, worth), total(theirMate, worth)];
    show([members, ms(time), ms(theirTime), `${(theirTime / time).toFixed(0)} ×`, one, other, one === other ? 'yes' : 'NO']);
  }
}

/** Theirs at `members`, if it goes on growing as between the last two sizes. */
function extrapolated(before: { members: number; time: number }, last: typeof before, members: number): number {
  const exponent = Math.log(last.time / before.time) / Math.log(last.members / before.members);
  return last.time * (members / last.members) ** exponent;
}

console.log(`\npair(): the whole of it, from the input to reasons and proof. At most ${values.limit} s each.`);
console.log('exact: proven to be the best total; bound: no arrangement totals more than the gap says. Odd numbers: with a trio.\n');
show(['members', 'time', 'total', 'gap', 'proven', 'left out']);
for (const members of sizes) {
  const input = community(members, 52, 1);
  const limits = { timeLimitMs: 1000 * Number(values.limit), now };
  const [{ proof, leftOut }, time] = timed(() => pair(input, limits));
  show([members, ms(time), proof.total, `${(100 * proof.gap).toFixed(4)} %`, proof.exact ? 'exact' : 'bound', leftOut.length]);
}

console.log('\nThe best pairs alone, all to all, against edmonds-blossom-fixed (ours with scoring, theirs without).');
console.log('~: not run, extrapolated from the growth between the last two sizes that were.\n');
compare(
  sizes
    .filter((members) => members <= 10_000)
    .map((members) => [
      members,
      () => {
        const input = community(members, 52, 1);
        const floor = new Float64Array(members).fill(-1e9);
        const [mate, time] = timed(() => optimise(new PairScores(input.participants, input), floor, never).certificate.mate);
        const scores = new PairScores(input.participants, input);
        return { mate, time, edges: () => allPairs(scores), worth: scores.worth.bind(scores) };
      },
    ]),
);

console.log('\nThe best pairs alone, ten candidates each, against edmonds-blossom-fixed on the same candidates.');
console.log('~: not run, extrapolated.\n');
compare(
  sizes
    .filter((members) => members % 2 === 0)
    .map((members) => [
      members,
      () => {
        const input = community(members, 52, 1);
        const scores = new PairScores(input.participants, input);
        const { edges } = bestPairs(scores, estimatePrices(scores), 10, 0, Math.min(members, 2e8 / members), never);
        const [mate, time] = timed(() => ours(buildGraph(members, edges), -1e9));
        return { mate, time, edges: () => edges, worth: scores.worth.bind(scores) };
      },
    ]),
);
