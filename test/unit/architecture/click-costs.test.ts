import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createClickCosts } from '../../support/click-costs.js';
import { openTestStore, type TestStore } from '../../support/store.js';

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

/** A click that reads so often in its transaction, and writes once more. */
const click = (
  reads: number,
  write = sql`insert into community_facts (community_id, name, value) values (1, ${crypto.randomUUID()}, '')`,
) =>
  store.database.db.transaction().execute(async (trx) => {
    for (let read = 0; read < reads; read++) await sql`select ${read}`.execute(trx);
    await write.execute(trx);
  });

it('counts what a click reads, and writes that change nothing, but not the rows that change', async () => {
  const costs = createClickCosts();
  await costs.counted('coffee:join:0', () => click(10));
  expect(() => costs.assertCheap()).not.toThrow();
  await costs.counted('coffee:leave:0', () => click(10, sql`update community_facts set value = '' where name = 'none'`));
  expect(() => costs.assertCheap()).toThrow(/^coffee:leave:0 costs 11 statements:\n {2}select/);
});

it('names each click that costs too much, with its statements', async () => {
  const costs = createClickCosts();
  for (const what of ['/topics mine', 'form topics:edit:1']) await costs.counted(what, () => click(11));
  expect(() => costs.assertCheap()).toThrow(/\/topics mine costs 11 statements:[^]*form topics:edit:1 costs 11 statements:/);
});

it('counts no clicks that overlap, nor who comes for the first time', async () => {
  const costs = createClickCosts();
  await Promise.all([1, 2].map((turn) => costs.counted(`coffee:join:${turn}`, () => click(11 + turn))));
  await costs.counted('coffee:join:3', () => click(20, sql`insert into "members" select * from members where 1 = 0`));
  expect(() => costs.assertCheap()).not.toThrow();
});
