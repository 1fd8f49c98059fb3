import { sql } from 'kysely';
import { indexWords } from '../../migrations/0027_photos_and_catching_up/search.js';
import { FOR_MEMBERS, foldedText, ownWord, wordsOf } from '../../src/features/resources/rules/words.js';
import type { Database } from '../../src/store/database.js';
import type { Made } from './words.js';

const BATCH = 200;

/** Writes approved resources with one edition each, and indexes them as an upgrade does. */
export async function fill({ db }: Database, made: readonly Made[]): Promise<void> {
  const rows = async (table: string, columns: readonly string[], all: readonly (readonly unknown[])[]): Promise<void> => {
    const names = sql.join(columns.map((column) => sql.ref(column)));
    await sql`insert into ${sql.table(table)} (${names}) values ${sql.join(all.map((row) => sql`(${sql.join(row)})`))}`.execute(db);
  };
  for (let start = 0; start < made.length; start += BATCH) {
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
  await indexWords(db, 1);
}
