import { describe, expect, test } from 'vitest';
import { callsOf } from '../../../src/agenda/bullmq/calls.js';
import type { AgendaId } from '../../../src/core/ids.js';
import { after, toInstant } from '../../../src/core/time.js';
import type { PlannedRow } from '../../../src/ports/agenda.js';

const NOW = toInstant(1_800_000_000_000);
const row = (id: number, change: Partial<PlannedRow> = {}): PlannedRow => ({
  id: id as AgendaId,
  key: `tick:${id}`,
  kind: 'tick',
  dueAt: NOW,
  interruptions: 0,
  ...change,
});
const numbers = (rows: readonly PlannedRow[], name: 'normal' | 'heavy' | 'delivery' = 'normal') =>
  callsOf(name, rows, NOW).map((call) => call.rows);

describe('the calls that wake up rows', () => {
  test('rows that are due and stand side by side share one', () => {
    expect(numbers([row(3), row(1, { dueAt: after(NOW, -5) }), row(2)])).toEqual([[1, 2, 3]]);
  });

  test('rows far apart, of another kind, or due at another moment later do not', () => {
    expect(numbers([row(1), row(1000)])).toEqual([[1], [1000]]);
    expect(numbers([row(1), row(2, { kind: 'tock' })])).toEqual([[1], [2]]);
    const [one, two] = [after(NOW, 1000), after(NOW, 2000)];
    const calls = callsOf('normal', [row(1), row(2, { dueAt: one }), row(3, { dueAt: two }), row(4, { dueAt: one })], NOW);
    expect(calls.map(({ rows, delay }) => ({ rows, delay }))).toEqual([
      { rows: [1], delay: 0 },
      { rows: [2, 4], delay: 1000 },
      { rows: [3], delay: 2000 },
    ]);
  });

  test('heavy work and deliveries go one by one, and so does a row that a process ended with', () => {
    expect(numbers([row(1), row(2)], 'heavy')).toEqual([[1], [2]]);
    expect(numbers([row(1), row(2)], 'delivery')).toEqual([[1], [2]]);
    expect(numbers([row(1), row(2, { interruptions: 1 }), row(3)])).toEqual([[1, 3], [2]]);
  });

  test('an id is the first row’s key made legal, the same for the same rows in any order, and another for others', () => {
    const ids = (...rows: PlannedRow[]) => callsOf('normal', rows, NOW).map(({ id }) => id);
    expect(ids(row(1))).toEqual([`tick~11~3${NOW.toString(36)}-0`]);
    const [together] = ids(row(1), row(2), row(3));
    expect(together).toMatch(new RegExp(`^tick~11~3${NOW.toString(36)}-0~4[\\w-]{16}$`));
    expect(ids(row(3), row(2), row(1))).toEqual([together]);
    const others = [
      ids(row(1), row(2)),
      ids(row(1), row(3)),
      ids(row(1), row(2), row(3, { dueAt: after(NOW, -1) })),
      ids(row(1), row(2), row(4)),
    ];
    expect(new Set([together, ...others.flat()]).size).toBe(5);
  });
});
