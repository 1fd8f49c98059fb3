import { expect, test } from 'vitest';
import { createSoonest } from '../../../src/agenda/bullmq/soonest.js';
import type { QueueName } from '../../../src/agenda/queues.js';
import { toId } from '../../../src/core/ids.js';
import { DISTANT_FUTURE, toInstant } from '../../../src/core/time.js';
import { type Context } from '../../../src/feature-api/index.js';
import type { PlannedRow } from '../../../src/ports/agenda.js';

const WINDOW = 10;
const row = (id: number, kind: string): PlannedRow => ({
  id: toId(id),
  key: `${kind}:${id}`,
  kind,
  dueAt: toInstant(Math.floor(id / 3)),
  interruptions: 0,
});

/** Reads rows that stand in this order; each kind has a queue. */
function reading(rows: readonly PlannedRow[]) {
  let reads = 0;
  const agenda: Pick<Context['agenda'], 'upcoming'> = {
    async upcoming({ until, limit, after }) {
      reads += 1;
      return rows.filter(({ id, dueAt }) => dueAt <= until && (after === undefined || id > after.id)).slice(0, limit);
    },
  };
  const soonest = createSoonest({
    store: { autocommit: { agenda } as Context },
    window: WINDOW,
    sort: async (some) =>
      new Map([...new Set(some.map(({ kind }) => kind))].map((kind) => [kind as QueueName, some.filter((each) => each.kind === kind)])),
  });
  return {
    hasMore: soonest.hasMore,
    reads: () => reads,
    async read(until = DISTANT_FUTURE) {
      const found = await soonest.read(until);
      return Object.fromEntries([...found].map(([name, some]) => [name, some.map(({ id }) => Number(id))]));
    },
  };
}
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

test('brings the first of each queue, however many of another stand before them', async () => {
  const rows = [
    ...range(1, 26).map((id) => row(id, 'delivery-discord')),
    ...range(26, 30).map((id) => row(id, 'delivery-slack')),
    row(30, 'normal'),
  ];
  const soonest = reading(rows);
  expect(await soonest.read()).toEqual({ 'delivery-discord': range(1, 11), 'delivery-slack': range(26, 30), normal: [30] });
  expect([soonest.hasMore('delivery-discord'), soonest.hasMore('delivery-slack'), soonest.hasMore('normal')]).toEqual([true, false, false]);
  expect(await soonest.read(toInstant(3))).toEqual({ 'delivery-discord': range(1, 11) });
});

test('reads no more than twenty windows at once, and goes on there the next time', async () => {
  const soonest = reading([...range(1, 451).map((id) => row(id, 'delivery-discord')), row(451, 'normal')]);
  const first = { 'delivery-discord': range(1, 11) };
  expect(await soonest.read()).toEqual(first);
  expect(soonest.reads()).toBe(20);
  expect(await soonest.read()).toEqual(first);
  expect(soonest.reads()).toBe(40);
  expect(await soonest.read()).toEqual({ ...first, normal: [451] });
  expect(await soonest.read(), 'and then from the start').toEqual(first);
});
