import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { both, lookup, whether } from '../../../src/core/lookup.js';
import { prepared, preparedRows } from '../../../src/sql/prepared.js';
import type { Schema } from '../../../src/store/schema.js';
import { recordStatements } from '../../support/recorded-statements.js';
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

test('lookups of prepared queries without rows take one small statement, and those with rows another one', async () => {
  const store = await openTestStore();
  const { community, tx } = store.autocommit;
  await community.saveFact('a', 'x');
  let built = 0;
  const factOf = preparedRows<{ name: string }>()((db: Kysely<Schema>, argument) => {
    built += 1;
    return db.selectFrom('community_facts').select('value').where('name', '=', argument('name')).orderBy('value');
  });
  const place = store.database;
  const valueOf = (name: string) => lookup(factOf(place, { name }), ([row]) => row?.value);
  const recorded = recordStatements();
  expect(await tx.find(both(valueOf('b'), valueOf('c')))).toEqual([undefined, undefined]);
  expect(await tx.find(both(valueOf('d'), valueOf('e')))).toEqual([undefined, undefined]);
  expect({ statements: recorded.ran.length, built }).toEqual({ statements: 2, built: 2 });
  expect(recorded.ran.map(({ source }) => source.includes('json'))).toEqual([false, false]);
  expect(await tx.find(both(valueOf('b'), valueOf('a')))).toEqual([undefined, 'x']);
  expect(recorded.ran.length).toBe(4);
  // What its rows hold is not read where only their presence is asked for.
  expect(await tx.find(both(whether(factOf(place, { name: 'a' })), whether(factOf(place, { name: 'b' }))))).toEqual([true, false]);
  expect(recorded.ran.length).toBe(5);
  recorded.stop();
  await store.close();
});
