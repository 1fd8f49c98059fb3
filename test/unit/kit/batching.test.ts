import { expect, test } from 'vitest';
import { createBatcher } from '../../../src/kit/batching.js';

/** A batcher that notes the size of its batches. */
function sized(maxSize: number) {
  const sizes: number[] = [];
  const add = createBatcher<number, number>({
    maxSize,
    retryIndividually: false,
    async run(requests) {
      sizes.push(requests.length);
      return requests.map((request) => request * 2);
    },
  });
  return { add, sizes };
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test('requests of one turn of the event loop share a batch', async () => {
  const { add, sizes } = sized(100);
  expect(await Promise.all([add(1), add(2), add(3)])).toEqual([2, 4, 6]);
  expect(sizes).toEqual([3]);
});

test('a batch waits while more requests arrive in each turn, and runs in the first turn without any', async () => {
  const { add, sizes } = sized(100);
  const results: Promise<number>[] = [];
  for (let turn = 0; turn < 5; turn++) {
    results.push(add(turn));
    await nextTurn();
  }
  await nextTurn();
  expect(sizes).toEqual([5]);
  expect(await Promise.all(results)).toEqual([0, 2, 4, 6, 8]);
});

test('a full batch does not wait, however many requests arrive', async () => {
  const { add, sizes } = sized(2);
  const results = [add(1), add(2), add(3)];
  expect(await Promise.all(results)).toEqual([2, 4, 6]);
  expect(sizes).toEqual([2, 1]);
});
