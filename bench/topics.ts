// How long it takes to choose the topics of a month.
//   npm run bench:topics [-- --proposals 10000] [--repeat 21]
//
// The proposals are made up: eight sectors, up to 30 supporters each from 400 organisations, every tenth merged into another one, two
// years of topics before. The reference, in turn with the choice in the same run, is a plain sort of the same proposals by the number
// of their supporters; the other one also counts each proposal's organisations first, which the choice cannot do without. "all equal":
// everybody supports everything since the same moment, so that the lot has to decide between all proposals.
//
// --repeat    how often each of them runs; the median counts. CPU time is shown too, for on a busy machine the clock tells little.

import { parseArgs } from 'node:util';
import { type OrganisationId, toId } from '../src/core/ids.js';
import { SECTORS } from '../src/core/settings.js';
import { DAY, toInstant } from '../src/core/time.js';
import { chooseTopics } from '../src/features/topics/rules/choice.js';
import type { ChoiceInput, Proposal } from '../src/features/topics/rules/choice-types.js';
import { addMonths, toMonth } from '../src/features/topics/rules/month.js';
import { seededRandom } from '../src/kit/random.js';
import { median } from './support/solver-contest.js';

const { values } = parseArgs({ options: { proposals: { type: 'string', default: '10000' }, repeat: { type: 'string', default: '21' } } });
const PROPOSALS = Number(values.proposals);
const REPEAT = Number(values.repeat);
/** Runs that are not in the medians. */
const WARM = 3;
const TARGET_MS = 100;
const ORGANISATIONS = 400;
const TYPES = ['local', 'national', 'international'];
const MONTH = toMonth('2028-01');

function proposals(equal: boolean): readonly Proposal[] {
  const random = seededRandom(1);
  return Array.from({ length: PROPOSALS }, (_, index) => ({
    id: index + 1,
    sector: equal ? SECTORS[0] : (SECTORS[random(SECTORS.length + 1)] ?? null),
    supporters: Array.from({ length: equal ? 30 : random(31) }, (_, which) => {
      const organisation = equal ? which : random(ORGANISATIONS);
      return { organisation: toId<OrganisationId>(organisation + 1), type: TYPES[organisation % 3]! };
    }),
    since: toInstant(equal ? 0 : random(700) * DAY),
    anonymous: false,
    mergedInto: !equal && random(10) === 0 && index > 0 ? random(index) + 1 : null,
  }));
}

function inputOf(made: readonly Proposal[]): ChoiceInput {
  const history = Array.from({ length: 48 }, (_, index) => ({
    sector: SECTORS[index % SECTORS.length]!,
    month: addMonths(MONTH, Math.floor(index / 2) - 24),
  }));
  const annual = [{ name: '16 Days', sector: 'protection', month: 11, slot: 'last' }] as const;
  const evergreen = SECTORS.flatMap((sector, index) => [1, 2, 3].map((which) => ({ id: 3 * index + which, sector, lastHeld: null })));
  return { month: MONTH, quota: 2, taken: [], sectors: SECTORS, proposals: made, history, annual, evergreen, seed: 1 };
}

function sortBySupporters(made: readonly Proposal[]): number {
  return made.toSorted((one, other) => other.supporters.length - one.supporters.length || one.since - other.since)[0]!.id;
}

function sortByOrganisations(made: readonly Proposal[]): number {
  return made
    .map(({ id, since, supporters }) => ({ id, since, count: new Set(supporters.map(({ organisation }) => organisation)).size }))
    .sort((one, other) => other.count - one.count || one.since - other.since)[0]!.id;
}

interface Time {
  readonly wall: number;
  /** Of all threads of the process, whatever else the machine does. */
  readonly cpu: number;
}

/** Milliseconds. */
function timed(run: () => unknown): Time {
  const before = process.cpuUsage();
  const began = performance.now();
  run();
  const wall = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / 1000 };
}

function show(name: string, times: readonly Time[], reference: number): void {
  const [wall, cpu] = [times.map((time) => time.wall), times.map((time) => time.cpu)];
  const columns = [median(wall), Math.max(...wall), median(cpu), Math.max(...cpu)].map((ms) => `${ms.toFixed(1)} ms`);
  console.log(
    [`  ${name}`.padEnd(44), ...[...columns, `${(median(cpu) / reference).toFixed(2)} ×`].map((text) => text.padStart(12))].join(''),
  );
}

console.log(
  `Choosing two topics among ${PROPOSALS.toLocaleString('en')} proposals, ${REPEAT} runs of each in turn; ratios of CPU medians.\n`,
);
console.log([''.padEnd(44), ...['median', 'slowest', 'median CPU', 'most CPU', 'ratio'].map((text) => text.padStart(12))].join(''));
let most = 0;
for (const [name, made] of [
  ['various', proposals(false)],
  ['all equal', proposals(true)],
] as const) {
  const input = inputOf(made);
  const choice: Time[] = [];
  const sort: Time[] = [];
  const count: Time[] = [];
  for (let run = 0; run < WARM + REPEAT; run++) {
    const times = [timed(() => sortBySupporters(made)), timed(() => sortByOrganisations(made)), timed(() => chooseTopics(input))] as const;
    if (run >= WARM) for (const [index, list] of [sort, count, choice].entries()) list.push(times[index]!);
    else most = Math.max(most, times[2].cpu);
  }
  const reference = median(sort.map(({ cpu }) => cpu));
  console.log(name);
  show('plain sort by supporters (reference)', sort, reference);
  show('counting organisations, then sorting', count, reference);
  show('choosing', choice, reference);
  most = Math.max(most, ...choice.map(({ cpu }) => cpu));
}
console.log(`\nTarget: ${TARGET_MS} ms. The longest of all choices, also before the code was warm, took ${most.toFixed(1)} ms of CPU.`);
if (most > TARGET_MS) process.exitCode = 1;
