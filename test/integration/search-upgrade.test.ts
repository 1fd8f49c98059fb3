import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { indexWords } from '../../migrations/0027_photos_and_catching_up/search.js';
import { merged } from '../../migrations/0027_photos_and_catching_up/search-entries.js';
import { reindex } from '../../src/features/resources/index-words.js';
import { changedEntries } from '../../src/features/resources/rules/postings.js';
import type { ResourceId } from '../../src/features/resources/types.js';
import { aMember } from '../support/records.js';
import { insertResource } from '../support/resources.js';
import { engines, type TestStore } from '../support/store.js';

const rowsOf = async ({ database }: TestStore) => {
  const { rows } = await sql<{ word: string; block: number; entries: Uint8Array }>`
    select word, block, entries from resource_postings order by word, block`.execute(database.db);
  return rows.map(({ word, block, entries }) => `${word} ${block} ${Array.from(entries).join()}`);
};

describe.each(engines())('an upgrade on $name', ({ open }) => {
  test('indexes what was searched before as it is indexed now', async () => {
    const store = await open();
    const member = await store.autocommit.members.insert(aMember());
    for (let index = 0; index < 60; index += 1) {
      await insertResource(store.autocommit, member, { title: `Guide ${index} water`, summary: index % 2 ? 'Safe water' : 'Shelter' });
    }
    // One of the next block of numbers.
    await sql`
      insert into resources (community_id, id, state, version, title, summary, kind, sectors, organisation, sharing, visibility, stays, made_at)
      select community_id, 9000, state, version, 'Later water', summary, kind, sectors, 'Reed House', sharing, visibility, stays, made_at
      from resources where id = 1`.execute(store.database.db);
    await store.autocommit.atomically((inside) => reindex(inside, 9000 as ResourceId));
    const now = await rowsOf(store);
    expect(now.filter((row) => row.startsWith('water '))).toHaveLength(2);
    await sql`delete from resource_postings`.execute(store.database.db);
    await indexWords(store.database.db, store.communityId);
    expect(await rowsOf(store)).toEqual(now);
    await store.close();
  });
});

test('rows that are written in several turns are those of one', () => {
  for (const step of [1, 3, 40]) {
    let written: Uint8Array | undefined;
    let expected: Uint8Array = new Uint8Array();
    for (let start = 0; start < 8192; start += 1024) {
      const added = new Map<number, number>();
      for (let at = start; at < start + 1024; at += step) {
        added.set(at, at % 8);
        expected = changedEntries(expected, at, at % 8);
      }
      written = merged(written, added);
      expect(written).toEqual(expected);
    }
  }
});
