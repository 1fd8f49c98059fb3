import { expect, test } from 'vitest';
import { applyInOrder, createGroupCommit } from '../../../src/kit/group-commit.js';
import type { Engines, Store } from '../../../src/ports/store.js';
import { openTestStore } from '../../support/store.js';

/** A store that counts its transactions. */
async function counting(): Promise<{ readonly store: Store; readonly transactions: () => number }> {
  const { engines: store } = await openTestStore();
  let count = 0;
  return {
    store: {
      ...store,
      transaction: (work) => {
        count += 1;
        return store.transaction(work);
      },
    },
    transactions: () => count,
  };
}

const saves =
  (name: string) =>
  ({ community }: Engines) =>
    community.saveFact(name, 'yes');

test('what comes in at once shares a transaction, and what comes in meanwhile the next', async () => {
  const { store, transactions } = await counting();
  const write = createGroupCommit(store, { maxSize: 100, apply: applyInOrder<Engines> });
  let more: Promise<unknown> = Promise.resolve();
  const first = write(async (repositories) => {
    more = Promise.all(['b', 'c', 'd'].map((name) => write(saves(name))));
    await saves('a')(repositories);
  });
  await Promise.all([first, write(saves('e'))]);
  await more;
  expect(transactions()).toBe(2);
  for (const name of ['a', 'b', 'c', 'd', 'e']) expect(await store.autocommit.community.fact(name)).toBe('yes');
  await store.close();
});

test('one that fails takes no other with it', async () => {
  const { store } = await counting();
  const write = createGroupCommit(store, { maxSize: 100, apply: applyInOrder<Engines> });
  const bad = write(async (repositories) => {
    await saves('bad')(repositories);
    throw new RangeError('no');
  });
  const results = await Promise.allSettled([write(saves('a')), bad, write(saves('b'))]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await store.autocommit.community.fact('a')).toBe('yes');
  expect(await store.autocommit.community.fact('bad')).toBeUndefined();
  expect(await store.autocommit.community.fact('b')).toBe('yes');
  await store.close();
});
