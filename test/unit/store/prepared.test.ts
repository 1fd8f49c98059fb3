import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { prepared } from '../../../src/sql/prepared.js';
import type { Schema } from '../../../src/store/schema.js';
import { openTestStore } from '../../support/store.js';

test('a prepared query is built once, and each run binds its own arguments', async () => {
  const store = await openTestStore();
  const { database } = store;
  let built = 0;
  const factOf = prepared<{ name: string; wanted: string }>()((db: Kysely<Schema>, argument) => {
    built += 1;
    return db.selectFrom('community_facts').select('value').where('name', '=', argument('name')).where('value', '=', argument('wanted'));
  });
  await store.autocommit.community.saveFact('a', 'x');
  await store.autocommit.community.saveFact('b', "y' or 1 = 1 --");
  const find = (name: string, wanted: string) => factOf(database, { name, wanted });
  expect(await find('a', 'x')).toEqual([{ value: 'x' }]);
  expect(await find('b', "y' or 1 = 1 --")).toEqual([{ value: "y' or 1 = 1 --" }]);
  expect(await find('a', "y' or 1 = 1 --")).toEqual([]);
  expect(built).toBe(1);
  await store.close();
});
