// How long pairing takes, whether its results are right, and how its solver compares with another one on the same graphs.
//   npm run bench:pairing [-- --max 10000] [--limit 60] [--patience 60]
//   npm run bench:pairing -- --against 'COMMAND' [--max 30000] [--repeat 5]
//
// The members are made up: organisations of about ten, two years of rounds every two weeks, a window of twelve rounds, the weights
// that the settings have by default.
//
// --max       most members (100,000 otherwise)
// --limit     seconds for one pairing (120 otherwise)
// --against   compares with COMMAND instead of the npm package edmonds-blossom-fixed, and does nothing else
// --repeat    how often each solver runs on a graph, in turn; the median counts (5 otherwise; the package runs once)
// --patience  seconds; where the other solver would take longer, it is not run, and its time is extrapolated (60 otherwise)
//
// COMMAND is run by the shell. Its standard input is the graph: a line `n m`, then m lines `a b weight`, where a and b are vertices
// from 0 to n − 1 and the weight is a whole number of 0 or more. It finds a matching of the highest total weight; the number of pairs
// does not matter. The first three numbers it prints are the seconds it took to solve (without reading the graph), the total weight
// and the number of pairs. The time of ours on a list of candidates includes building the graph from the list; all to all it
// includes computing the scores as well.

import { parseArgs } from 'node:util';
import { FractionalSearch, removeFromCycle } from '../src/features/coffee/pairing/blossom/fractional.js';
import { buildGraph, type EdgeList } from '../src/features/coffee/pairing/blossom/graph.js';
import { initialise, solve } from '../src/features/coffee/pairing/blossom/solve.js';
import { createState } from '../src/features/coffee/pairing/blossom/state.js';
import { allPairs, bestPairs, candidateWindow, estimatePrices } from '../src/features/coffee/pairing/candidates.js';
import { optimise } from '../src/features/coffee/pairing/optimise.js';
import { pairWithProof } from '../src/features/coffee/pairing/pair.js';
import { PairScores } from '../src/features/coffee/pairing/scores.js';
import { checkPairing, wrongWeights } from './support/check-pairing.js';
import { community } from './support/community.js';
import { edmondsBlossomFixed, measure, median, solverProgram } from './support/solver-contest.js';

const { values } = parseArgs({
  options: {
    max: { type: 'string', default: '100000' },
    limit: { type: 'string', default: '120' },
    patience: { type: 'string', default: '60' },
    against: { type: 'string' },
    repeat: { type: 'string', default: '5' },
  },
});
const SIZES = [100, 101, 300, 1000, 1001, 2000, 2001, 5000, 10_000, 10_001, 30_000, 100_000];
/** All pairs of more members do not fit into memory. */
const MOST_ALL_TO_ALL = 10_000;
/** Candidates of each member, and the further ones that the matching keeps in reserve. */
const CANDIDATES = 10;
const RESERVE = 40;

const sizes = SIZES.filter((members) => members <= Number(values.max));
const other = values.against === undefined ? edmondsBlossomFixed() : solverProgram(values.against);
const repeat = values.against === undefined ? 1 : Number(values.repeat);
/** What leaving somebody unmatched is worth: far less than any pair, or nothing. */
const unmatched = other.mostPairsFirst ? -1e9 : 0;
const never = { passed: () => false };

function show(columns: readonly (string | number)[]): void {
  console.log(columns.map((column) => String(column).padStart(14)).join(''));
}

function ms(time: number): string {
  return `${time < 100 ? time.toFixed(1) : Math.round(time).toLocaleString('en')} ms`;
}

/** Our solver on the given edges only. */
function matchEdges(n: number, edges: EdgeList): Int32Array {
  const graph = buildGraph(n, edges);
  const state = createState(n);
  state.floor.fill(unmatched);
  initialise(graph, state);
  const cycles: (readonly number[] | undefined)[] = [];
  new FractionalSearch(graph, state, cycles).run(never.passed);
  for (let v = 0; v < n; v++) removeFromCycle(state, cycles, v);
  solve(graph, state);
  return state.mate;
}

function showRounds(): void {
  console.log(`\npair(): the whole of it, from the input to reasons and proof. At most ${values.limit} s each.`);
  console.log('exact: proven to be the best total; bound: no arrangement totals more than the gap says. Odd numbers: with a trio.');
  console.log('checked: every candidate against worth(), and the certificate or the bound against all pairs, apart from the solver.\n');
  show(['members', 'time', 'total', 'gap', 'proven', 'left out', 'checked']);
  for (const members of sizes) {
    const input = community(members, 52, 1);
    const start = performance.now();
    const proven = pairWithProof(input, { timeLimitMs: 1000 * Number(values.limit), now: () => performance.now() });
    const time = performance.now() - start;
    const { proof, leftOut } = proven.result;
    const gap = `${(100 * proof.gap).toFixed(4)} %`;
    show([members, ms(time), proof.total, gap, proof.exact ? 'exact' : 'bound', leftOut.length, checkPairing(input, proven)]);
  }
}

interface Contest {
  /** Not asked for where the other solver is not run: all pairs of many members take a lot of memory. */
  edges: () => EdgeList;
  worth: (v: number, w: number) => number;
  ours: () => ArrayLike<number>;
}

/** One row for each size: both solvers on the same edges, in turn. */
function compare(contestants: Iterable<readonly [members: number, prepare: () => Contest]>): void {
  show(['members', 'edges', 'ours', 'our CPU', 'theirs', 'ours / theirs', 'our total', 'their total', 'our pairs', 'their pairs', 'equal']);
  const known: { members: number; time: number }[] = [];
  for (const [members, prepare] of contestants) {
    const [before, last] = [known.at(-2), known.at(-1)];
    const expected = before !== undefined && last !== undefined ? extrapolate(before, last, members) : 0;
    const run = expected <= 1000 * Number(values.patience);
    const { edges: listEdges, worth, ours } = prepare();
    const edges = run ? listEdges() : null;
    const times: number[] = [];
    const cpu: number[] = [];
    const theirs: ReturnType<typeof other.solve>[] = [];
    let mate: ArrayLike<number> = [];
    for (let k = 0; k < repeat; k++) {
      const cpuBefore = process.cpuUsage();
      const start = performance.now();
      mate = ours();
      times.push(performance.now() - start);
      const { user, system } = process.cpuUsage(cpuBefore);
      cpu.push((user + system) / 1000);
      if (edges !== null) theirs.push(other.solve(members, edges));
    }
    const { total, pairs } = measure(mate, worth);
    const time = median(times);
    const row = [members, edges?.a.length ?? '-', ms(time), ms(median(cpu))];
    const found = theirs[0];
    if (found === undefined) {
      show([...row, `~ ${ms(expected)}`, `~ ${(time / expected).toPrecision(2)}`, total, 'not run', pairs, 'not run', '-']);
      continue;
    }
    const theirTime = median(theirs.map((one) => one.time));
    if (members > (last?.members ?? 0) * 1.5) known.push({ members, time: theirTime });
    const equal = total === found.total && (!other.mostPairsFirst || pairs === found.pairs) ? 'yes' : 'NO';
    show([...row, ms(theirTime), (time / theirTime).toPrecision(2), total, found.total, pairs, found.pairs, equal]);
  }
}

/** The time at `members`, if it grows on as between the last two sizes. */
function extrapolate(before: { members: number; time: number }, last: typeof before, members: number): number {
  const exponent = Math.log(last.time / before.time) / Math.log(last.members / before.members);
  return last.time * (members / last.members) ** exponent;
}

function compareAllToAll(): void {
  console.log(`\nThe best pairs alone, all to all, against ${other.name} (ours with scoring, theirs without).`);
  console.log('~: not run, extrapolated from the growth between the last two sizes that were.\n');
  const most = values.against === undefined ? MOST_ALL_TO_ALL : 2001;
  compare(
    sizes
      .filter((members) => members <= most)
      .map((members) => [
        members,
        () => {
          const input = community(members, 52, 1);
          const floor = new Float64Array(members).fill(unmatched);
          const ours = () => optimise(new PairScores(input.participants, input), floor, never).certificate.mate;
          const scores = new PairScores(input.participants, input);
          return { edges: () => allPairs(scores), worth: scores.worth.bind(scores), ours };
        },
      ]),
  );
}

function compareCandidates(): void {
  console.log(`\nThe best pairs alone, ten candidates each, against ${other.name} on the same candidates.`);
  console.log('~: not run, extrapolated. Every candidate is compared with worth() first, and so are forty more for each member.\n');
  compare(
    sizes
      .filter((members) => members % 2 === 0)
      .map((members) => [
        members,
        () => {
          const input = community(members, 52, 1);
          const scores = new PairScores(input.participants, input);
          const { edges, reserve } = bestPairs(scores, estimatePrices(scores), CANDIDATES, RESERVE, candidateWindow(members), never);
          const wrong = [edges, reserve].reduce((sum, list) => sum + wrongWeights(list, scores.worth.bind(scores)), 0);
          if (wrong > 0) throw new Error(`${wrong} candidates of ${members} members carry another weight than worth() gives`);
          return { edges: () => edges, worth: scores.worth.bind(scores), ours: () => matchEdges(members, edges) };
        },
      ]),
  );
}

if (values.against === undefined) showRounds();
compareAllToAll();
compareCandidates();
