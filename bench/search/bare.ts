import { type RawBuilder, sql } from 'kysely';
import type { Word } from '../../src/features/resources/rules/query.js';
import type { Database } from '../../src/store/database.js';

/** A database's own full-text index, for comparison: how it is made, and 500 keys that hold all words, the newest first. */
export interface Bare {
  readonly name: string;
  make(database: Database): Promise<void>;
  search(words: readonly Word[]): RawBuilder<unknown>;
}

const copied = async ({ db, traits }: Database): Promise<void> => {
  await sql`create table bare (id integer primary key, words text not null)`.execute(db);
  for (const statement of traits.wordIndex('bare', 'id', 'words')) await statement.execute(db);
  await sql`insert into bare (id, words) select resource_id, words from resource_words`.execute(db);
};

export const FTS5: Bare = {
  name: 'FTS5',
  make: copied,
  search(words) {
    const query = words.map(({ word, isBeginning }) => `"${word}"${isBeginning ? ' *' : ''}`).join(' ');
    return sql`select rowid from bare_index where bare_index match ${query} order by rowid desc limit 500`;
  },
};

export const TSVECTOR: Bare = {
  name: 'tsvector',
  make: copied,
  search(words) {
    const query = words.map(({ word, isBeginning }) => `'${word}'${isBeginning ? ':*' : ''}`).join(' & ');
    return sql`
      select id from bare where array_to_tsvector(string_to_array(words, ' ')) @@ ${query}::tsquery order by id desc limit 500`;
  },
};
