import { type Kysely, type Migration, type QueryExecutorProvider, sql } from 'kysely';
import type { ColumnTraits } from '../traits.js';
import { type Entries, merged } from './search-entries.js';

/** The index of the search, which ranks by itself what it finds; it takes the place of the databases' own. */
export function search({ idType, textType, bytesType, dropWordIndex }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('resource_postings')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('word', textType, (c) => c.notNull())
        .addColumn('block', 'integer', (c) => c.notNull())
        .addColumn('entries', bytesType, (c) => c.notNull())
        .addPrimaryKeyConstraint('resource_postings_pk', ['community_id', 'word', 'block'])
        .execute();
      for (const statement of dropWordIndex('resource_words')) await statement.execute(db);
      const { rows } = await sql<{ community: number }>`select distinct community_id as community from resource_words`.execute(db);
      for (const { community } of rows) await indexWords(db, community);
    },
  };
}

/** So many numbers of resources share a row. */
const BLOCK_SIZE = 8192;
const PLACES = [
  ['words', 0],
  ['title', 1],
  ['organisation', 2],
  ['summary', 4],
] as const;
const PAGE = 50;
/** What is held in memory before it is written. */
const ENTRIES_MAX = 2_000_000;

type Words = { readonly id: number } & Readonly<Record<(typeof PLACES)[number][0], string>>;

/** Indexes the words that are there, in the order of their numbers, block by block. */
export async function indexWords(db: QueryExecutorProvider, community: number): Promise<void> {
  let [held, count, block]: [Map<string, Entries>, number, number] = [new Map(), 0, 0];
  const flush = async () => {
    if (held.size > 0) await write(db, { community, block }, held);
    [held, count] = [new Map(), 0];
  };
  for (let last = 0; ; ) {
    const { rows } = await sql<Words>`
      select resource_id as id, title, organisation, summary, words from resource_words
      where community_id = ${community} and resource_id > ${last} order by resource_id limit ${PAGE}`.execute(db);
    for (const row of rows) {
      const of = Math.floor(row.id / BLOCK_SIZE);
      if (of !== block || count > ENTRIES_MAX) await flush();
      block = of;
      for (const [column, place] of PLACES) {
        for (const word of row[column].split(' ').filter((one) => one !== '')) {
          let entries = held.get(word);
          if (entries === undefined) {
            entries = new Map();
            held.set(word, entries);
          }
          const at = row.id % BLOCK_SIZE;
          if (!entries.has(at)) count += 1;
          entries.set(at, (entries.get(at) ?? 0) | place);
        }
      }
      last = row.id;
    }
    if (rows.length < PAGE) break;
  }
  await flush();
}

interface Block {
  readonly community: number;
  readonly block: number;
}

/** Adds entries to what has been written of the block. */
async function write(db: QueryExecutorProvider, { community, block }: Block, held: ReadonlyMap<string, Entries>): Promise<void> {
  const all = [...held];
  for (let start = 0; start < all.length; start += 1000) {
    const some = all.slice(start, start + 1000);
    const { rows } = await sql<{ word: string; entries: Uint8Array }>`
      select word, entries from resource_postings
      where community_id = ${community} and block = ${block} and word in (${sql.join(some.map(([word]) => word))})`.execute(db);
    const known = new Map(rows.map(({ word, entries }) => [word, entries]));
    const values = some.map(([word, entries]) => sql`(${community}, ${word}, ${block}, ${merged(known.get(word), entries)})`);
    await sql`
      insert into resource_postings (community_id, word, block, entries) values ${sql.join(values)}
      on conflict (community_id, word, block) do update set entries = excluded.entries`.execute(db);
  }
}
