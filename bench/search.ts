// How long the search of the resource centre takes, on SQLite and, with --postgres URL, on PostgreSQL, and whether both give the same.
//   npm run bench:search [-- --resources 100000] [--searches 400] [--postgres postgres://…/EMPTY]
//
// Words come from a made-up vocabulary in which the n-th word is used 1/n as often as the first (Zipf), the same in each run: titles of
// five words, summaries of fifteen, files of two hundred. Searches have one or two words, chosen by the same distribution, so that
// common words are asked for as often as they are written; every fourth one is cut to its first four letters.
//
// The reference, in turn with the search in the same run, is the bare index: 500 keys that hold all words, newest first, without
// resources, ranking, editions or context. CPU time is shown too, for on a busy machine the clock tells little; it is that of this
// process, in which SQLite runs and PostgreSQL does not.

import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { openDatabase } from '../src/cli/database.js';
import { environmentSettings, offlineContexts } from '../src/cli/open-store.js';
import { readEnvironment } from '../src/config/environment.js';
import { features } from '../src/features/index.js';
import { parseQuery } from '../src/features/resources/rules/query.js';
import { FOR_MEMBERS, foldedText, ownWord, wordsOf } from '../src/features/resources/rules/words.js';
import { search } from '../src/features/resources/search.js';
import { seededRandom } from '../src/kit/random.js';
import { createSettingsCodec } from '../src/settings/codec.js';
import type { Database } from '../src/store/database.js';
import { migrate } from '../src/store/migrate.js';
import { createStore, ensureCommunity } from '../src/store/store.js';

const { values } = parseArgs({
  options: {
    resources: { type: 'string', default: '100000' },
    searches: { type: 'string', default: '400' },
    postgres: { type: 'string' },
  },
});
const RESOURCES = Number(values.resources);
const SEARCHES = Number(values.searches);
const VOCABULARY = 30_000;
const TARGET_MS = 20;
const BATCH = 200;

/** Letters, the usual ones more often: words of one script each, of three to nine letters, no two the same. */
const LETTERS = ['eaionrtlsudcmpgbvhfk', 'اينملرهوتبدسفكعحقجشز'];

function vocabulary(): readonly string[] {
  const draw = seededRandom(3);
  const words = new Set<string>();
  while (words.size < VOCABULARY) {
    const letters = LETTERS[words.size % 2] ?? '';
    const length = 3 + draw(7);
    words.add(Array.from({ length }, () => letters[Math.floor((draw(letters.length) * draw(letters.length)) / letters.length)]).join(''));
  }
  return [...words];
}

const WORDS = vocabulary();
const random = seededRandom(12);
const HARMONIC = Math.log(VOCABULARY);
/** The n-th word about 1/n as often as the first. */
const drawn = (): string => WORDS[Math.min(VOCABULARY - 1, Math.floor(Math.exp((random(1_000_000) / 1_000_000) * HARMONIC)) - 1)] ?? '';
const line = (length: number): string => Array.from({ length }, drawn).join(' ');

interface Made {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
}

const made: readonly Made[] = Array.from({ length: RESOURCES }, () => ({ title: line(5), summary: line(15), body: line(200) }));
const asked = Array.from({ length: SEARCHES }, (_, index) => {
  const text = line(1 + (index % 2));
  return index % 4 === 3 ? text.slice(0, 4) : text;
});

async function fill({ db }: Database): Promise<void> {
  const rows = async (table: string, columns: readonly string[], all: readonly (readonly unknown[])[]): Promise<void> => {
    const names = sql.join(columns.map((column) => sql.ref(column)));
    await sql`insert into ${sql.table(table)} (${names}) values ${sql.join(all.map((row) => sql`(${sql.join(row)})`))}`.execute(db);
  };
  for (let start = 0; start < RESOURCES; start += BATCH) {
    const some = made.slice(start, start + BATCH).map((one, index) => ({ ...one, id: start + index + 1 }));
    const languages = ['en', 'ar', 'ckb'];
    await rows(
      'resources',
      [
        'community_id',
        'id',
        'state',
        'version',
        'title',
        'summary',
        'kind',
        'sectors',
        'organisation',
        'sharing',
        'visibility',
        'stays',
        'made_at',
      ],
      some.map(({ id, title, summary }) => [
        1,
        id,
        'approved',
        1,
        title,
        summary,
        'guide',
        '["protection"]',
        '',
        'unknown',
        'members',
        1,
        0,
      ]),
    );
    await rows(
      'resource_editions',
      ['community_id', 'id', 'resource_id', 'language', 'link', 'link_key', 'reading', 'added_at'],
      some.map(({ id }) => [1, id, id, languages[id % 3], 'https://example.org', 'example.org', 'text', 0]),
    );
    await rows(
      'resource_texts',
      ['community_id', 'edition_id', 'part', 'place', 'number', 'body', 'folded'],
      some.map(({ id, body }) => [1, id, 0, 'whole', 0, body, foldedText(body)]),
    );
    await rows(
      'resource_words',
      ['community_id', 'resource_id', 'title', 'organisation', 'summary', 'languages', 'words'],
      some.map(({ id, title, summary, body }) => [
        1,
        id,
        foldedText(title),
        '',
        foldedText(summary),
        languages[id % 3],
        [...new Set([ownWord('kind', 'guide'), FOR_MEMBERS, ...[title, summary, body].flatMap(wordsOf)])].join(' '),
      ]),
    );
  }
}

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

const INDEX = { table: 'resource_words', key: 'resource_id', column: 'words' } as const;

/** Searches in turn with the bare index. Returns what was found, in order. */
async function run(name: string, url: string): Promise<readonly string[]> {
  const database = openDatabase(url, { durability: 'process' });
  await migrate(database);
  const environment = readEnvironment({ DATABASE_URL: url, LOG_LEVEL: 'silent' });
  const communityId = await ensureCommunity(database, environmentSettings(environment));
  await fill(database);
  await sql`analyze`.execute(database.db);
  const store = createStore({ database, communityId, settings: createSettingsCodec(features.sections) });
  const { autocommit } = offlineContexts(store, environment);
  const [ours, bare, found]: [Taken[], Taken[], string[]] = [[], [], []];
  const { traits, db } = database;
  for (const [index, text] of [...asked.slice(0, WARM), ...asked].entries()) {
    const searched = await timed(() => search(autocommit, 'members', 'en', text, 0));
    const { words } = parseQuery(text);
    const looked = await timed(() =>
      sql`select found_id from ${traits.rowsWithWords(INDEX, words)} as found order by found_id desc limit 500`.execute(db),
    );
    if (index < WARM) continue;
    ours.push(searched);
    bare.push(looked);
    found.push(`${text}: ${searched.result.total} ${searched.result.hits.map(({ resource }) => resource.id).join()}`);
  }
  console.log(`${name}: ${RESOURCES.toLocaleString('en')} resources, ${asked.length} searches (target: p95 of ${TARGET_MS} ms)`);
  console.log(`  the search  ${shown(ours)}`);
  console.log(`  bare index  ${shown(bare)}`);
  await database.close();
  return found;
}

const sqlite = await run('SQLite', 'sqlite::memory:');
if (values.postgres !== undefined) {
  const postgres = await run('PostgreSQL', values.postgres);
  const different = sqlite.filter((one, index) => one !== postgres[index]);
  console.log(
    different.length === 0 ? 'Both found the same, in the same order.' : `DIFFERENT: ${different.length}, such as ${different[0]}`,
  );
}
