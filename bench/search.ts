// How long the search of the resource centre takes, on SQLite in a file and on PostgreSQL where it is installed, and whether both give
// the same to readers of three languages. It ends with 1 if a p95 is above the target, or if the results or their order differ.
//   npm run bench:search [-- --resources 100000] [--searches 400] [--postgres postgres://…/EMPTY]
//
// Words come from a made-up vocabulary in which the n-th word is used 1/n as often as the first (Zipf), the same in each run: titles of
// five words, summaries of fifteen, files of two hundred. Searches have one or two words, chosen by the same distribution, so that
// common words are asked for as often as they are written; every fourth one is cut to its first four letters.
//
// The reference, in turn with the search in the same run, is the database's own index (FTS5, tsvector with GIN): 500 keys that hold
// all words, newest first, without resources, ranking, editions or context. CPU time is shown too, for on a busy machine the clock tells little; it is that of this
// process, in which SQLite runs and PostgreSQL does not.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { openDatabase } from '../src/cli/database.js';
import { environmentSettings, offlineContexts } from '../src/cli/open-store.js';
import { readEnvironment } from '../src/config/environment.js';
import { LANGUAGES } from '../src/core/language.js';
import { features } from '../src/features/index.js';
import { parseQuery } from '../src/features/resources/rules/query.js';
import { search } from '../src/features/resources/search.js';
import { createSettingsCodec } from '../src/settings/codec.js';
import { migrate } from '../src/store/migrate.js';
import { createStore, ensureCommunity } from '../src/store/store.js';
import { hasService, startPostgres } from '../test/support/services/index.js';
import { type Bare, FTS5, TSVECTOR } from './search/bare.js';
import { fill } from './search/fill.js';
import { madeResources, madeSearches } from './search/words.js';

const { values } = parseArgs({
  options: {
    resources: { type: 'string', default: '100000' },
    searches: { type: 'string', default: '400' },
    postgres: { type: 'string' },
  },
});
const RESOURCES = Number(values.resources);
const SEARCHES = Number(values.searches);
const TARGET_MS = 20;

const made = madeResources(RESOURCES);
const asked = madeSearches(SEARCHES);

/** Searches that are not counted. */
const WARM = 20;

interface Taken {
  readonly wall: number;
  readonly cpu: number;
}

async function timed<T>(work: () => Promise<T>): Promise<Taken & { readonly result: T }> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { result, wall: performance.now() - began, cpu: (user + system) / 1000 };
}

const percentile = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;
const shown = (taken: readonly Taken[]): string =>
  (['wall', 'cpu'] as const)
    .map((kind) => {
      const times = taken.map((one) => one[kind]);
      return `${kind === 'wall' ? 'clock' : 'CPU'}: median ${percentile(times, 0.5).toFixed(1)}, p95 ${percentile(times, 0.95).toFixed(1)} ms`;
    })
    .join('   ');

interface Found {
  /** What was found, in order. */
  readonly found: readonly string[];
  readonly p95: number;
}

/** Searches in turn with the bare index, for readers of each language in turn. */
async function run(name: string, url: string, bareIndex: Bare): Promise<Found> {
  const database = openDatabase(url, { durability: 'process' });
  await migrate(database);
  const environment = readEnvironment({ DATABASE_URL: url, LOG_LEVEL: 'silent' });
  const communityId = await ensureCommunity(database, environmentSettings(environment));
  await fill(database, made);
  await bareIndex.make(database);
  await sql`analyze`.execute(database.db);
  const store = createStore({ database, communityId, settings: createSettingsCodec(features.sections) });
  const { autocommit } = offlineContexts(store, environment);
  const [ours, bare, found]: [Taken[], Taken[], string[]] = [[], [], []];
  const { db } = database;
  for (const [index, text] of [...asked.slice(0, WARM), ...asked].entries()) {
    const language = LANGUAGES[index % LANGUAGES.length] ?? 'en';
    const searched = await timed(() => search(autocommit, 'members', language, text, 0));
    const { words } = parseQuery(text);
    const looked = await timed(() => bareIndex.search(words).execute(db));
    if (index < WARM) continue;
    ours.push(searched);
    bare.push(looked);
    found.push(`${language} ${text}: ${searched.result.total} ${searched.result.hits.map(({ resource }) => resource.id).join()}`);
  }
  console.log(`${name}: ${RESOURCES.toLocaleString('en')} resources, ${asked.length} searches (target: p95 of ${TARGET_MS} ms)`);
  console.log(`  the search     ${shown(ours)}`);
  console.log(`  bare ${bareIndex.name.padEnd(9)} ${shown(bare)}`);
  await database.close();
  return {
    found,
    p95: percentile(
      ours.map(({ wall }) => wall),
      0.95,
    ),
  };
}

/** What is not as it should be is said, and ends the bench with 1. */
function expectThat(isSo: boolean, otherwise: string): void {
  if (isSo) return;
  console.log(`NOT REACHED: ${otherwise}`);
  process.exitCode = 1;
}
const expectQuick = (name: string, { p95 }: Found) =>
  expectThat(p95 <= TARGET_MS, `the p95 on ${name} is ${p95.toFixed(1)} ms, the target ${TARGET_MS} ms`);

const folder = mkdtempSync(join(tmpdir(), 'bench-search-'));
const server = values.postgres === undefined && hasService('postgres') ? await startPostgres() : undefined;
const url = values.postgres ?? server?.url;
try {
  const sqlite = await run('SQLite', `sqlite:${join(folder, 'search.db')}`, FTS5);
  expectQuick('SQLite', sqlite);
  if (url === undefined) console.log('PostgreSQL is not installed, so nothing is compared.');
  else {
    const postgres = await run('PostgreSQL', url, TSVECTOR);
    expectQuick('PostgreSQL', postgres);
    const different = sqlite.found.filter((one, index) => one !== postgres.found[index]);
    if (different.length === 0) console.log('Both found the same, in the same order.');
    expectThat(different.length === 0, `${different.length} searches differ, such as ${different[0]}`);
  }
} finally {
  await server?.end();
  rmSync(folder, { recursive: true, force: true });
}
