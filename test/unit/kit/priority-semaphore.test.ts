import { expect, test } from 'vitest';
import { createPrioritySemaphore, type Release } from '../../../src/kit/priority-semaphore.js';
import { createManualTimer } from '../../support/timer.js';

/** A semaphore with one permit whose patience ends when it is told. */
function patient() {
  const timer = createManualTimer();
  const semaphore = createPrioritySemaphore({ permits: 1, patienceMs: 1_000, late: () => new RangeError('late'), timer });
  return { ...semaphore, timer };
}

test('urgent callers go first, but every fifth that goes is an ordinary one', async () => {
  const { acquire, waiting } = patient();
  const order: string[] = [];
  const holding = await acquire(false);
  const enter = async (name: string) => {
    const release = await acquire(name === 'urgent');
    order.push(name);
    release();
  };
  const all = ['ordinary', 'ordinary', ...Array.from({ length: 6 }, () => 'urgent')].map(enter);
  expect(waiting()).toBe(8);
  holding();
  await Promise.all(all);
  expect(order).toEqual(['urgent', 'urgent', 'urgent', 'urgent', 'ordinary', 'urgent', 'urgent', 'ordinary']);
});

test.each([false, true])('who waits for itself is given up, and the others go on (urgent: %s)', async (isUrgent) => {
  const { acquire, timer, waiting } = patient();
  const holding = await acquire(isUrgent);
  const itself = acquire(isUrgent);
  timer.ring();
  let later: Release | undefined;
  const other = acquire(false).then((release) => {
    later = release;
  });
  timer.ring();
  await expect(itself).rejects.toThrow(new RangeError('late'));
  expect(waiting()).toBe(1);
  holding();
  await other;
  expect(timer.waits()).toEqual([]);
  later?.();
  (await acquire(false))();
});
