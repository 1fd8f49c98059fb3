// How long the search of the resource centre takes, on SQLite and, with --postgres URL, on PostgreSQL, and whether both give the same.
//   npm run bench:search [-- --resources 100000] [--searches 400] [--postgres postgres://…/EMPTY]
//
// Words come from a made-up vocabulary in which the n-th word is used 1/n as often as the first (Zipf), the same in each run: titles of
// five words, summaries of fifteen, files of two hundred. Searches have one or two words, chosen by the same distribution, so that
// common words are asked for as often as they are written; every fourth one is cut to its first four letters.
//
// The reference, in turn with the search in the same run, is the database's own index (FTS5, tsvector with GIN): 500 keys that hold
// all words, newest first, without resources, ranking, editions or context. CPU time is shown too, for on a busy machine the clock tells little; it is that of this
// process, in which SQLite runs and PostgreSQL does not.

import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { openDatabase } from '../src/cli/database.js';
import { environmentSettings, offlineContexts } from '../src/cli/open-store.js';
import { readEnvironment } from '../src/config/environment.js';
import { features } from '../src/features/index.js';
import { parseQuery } from '../src/features/resources/rules/query.js';
import { search } from '../src/features/resources/search.js';
import { createSettingsCodec } from '../src/settings/codec.js';
import { migrate } from '../src/store/migrate.js';
import { createStore, ensureCommunity } from '../src/store/store.js';
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

const percentile = (times: readonly number[], share: number): string =>
  ([...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(1);
const shown = (taken: readonly Taken[]): string =>
  (['wall', 'cpu'] as const)
    .map((kind) => {
      const times = taken.map((one) => one[kind]);
      return `${kind === 'wall' ? 'clock' : 'CPU'}: median ${percentile(times, 0.5)}, p95 ${percentile(times, 0.95)} ms`;
    })
    .join('   ');

/** Searches in turn with the bare index. Returns what was found, in order. */
async function run(name: string, url: string, bareIndex: Bare): Promise<readonly string[]> {
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
    const searched = await timed(() => search(autocommit, 'members', 'en', text, 0));
    const { words } = parseQuery(text);
    const looked = await timed(() => bareIndex.search(words).execute(db));
    if (index < WARM) continue;
    ours.push(searched);
    bare.push(looked);
    found.push(`${text}: ${searched.result.total} ${searched.result.hits.map(({ resource }) => resource.id).join()}`);
  }
  console.log(`${name}: ${RESOURCES.toLocaleString('en')} resources, ${asked.length} searches (target: p95 of ${TARGET_MS} ms)`);
  console.log(`  the search     ${shown(ours)}`);
  console.log(`  bare ${bareIndex.name.padEnd(9)} ${shown(bare)}`);
  await database.close();
  return found;
}

const sqlite = await run('SQLite', 'sqlite::memory:', FTS5);
if (values.postgres !== undefined) {
  const postgres = await run('PostgreSQL', values.postgres, TSVECTOR);
  const different = sqlite.filter((one, index) => one !== postgres[index]);
  console.log(
    different.length === 0 ? 'Both found the same, in the same order.' : `DIFFERENT: ${different.length}, such as ${different[0]}`,
  );
}
