import { expect, it } from 'vitest';
import { after, DAY, toInstant } from '../../src/core/time.js';
import { planPart } from '../../src/features/topics/plan/part.js';
import { addMonths, toMonth } from '../../src/features/topics/rules/month.js';
import { createTopicsWorld } from './topics.js';
import { textOf } from './world.js';

const BEGIN = '2026-11-20T09:00:00+03:00';
const FIRST = toMonth('2026-12');
/** One proposal is made every so many days. */
const EVERY = 15 * DAY;

/** The plans of so many months, made by themselves, with few proposals and with one every two weeks. */
export function describePlannedMonths(months: number): void {
  it.each([
    ['few', 3],
    ['many', 40],
  ])(
    `${months} months with %s proposals: each meets its quota, and sectors stay within one of each other`,
    async (_name, proposals) => {
      const world = await createTopicsWorld({ start: BEGIN });
      await planPart.plan?.(world.contexts.autocommit);
      const { topics } = world.store.autocommit;
      const end = toInstant(Date.parse(`${addMonths(FIRST, months - 1)}-28T09:00:00+03:00`));
      const people = [world.zahra, world.karwan, world.lava];
      const sectors = ['protection', 'awareness', 'recovery', 'legislation'];
      let at = toInstant(Date.parse(BEGIN));
      for (let made = 0; made < proposals && after(at, EVERY) < end; made++) {
        const sent = await world.propose(people[made % 3] ?? world.zahra, { title: `Idea ${made}`, sector: [sectors[made % 4] ?? ''] });
        expect(textOf(sent)).toContain('on the list');
        at = after(at, EVERY);
        await world.runUntil(at);
      }
      await world.runUntil(end);
      const held = new Map<string, number>();
      for (let index = 0; index < months; index++) {
        const month = addMonths(FIRST, index);
        const planned = (await topics.topicsOfMonth(month)).filter(({ state }) => state !== 'skipped');
        expect([month, planned.length, (await topics.plan(month))?.state]).toEqual([month, 2, 'approved']);
        for (const { sector } of planned) held.set(sector ?? '', (held.get(sector ?? '') ?? 0) + 1);
      }
      const counts = [...held.values()];
      expect(held.size).toBe(8);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      await world.close();
    },
    120_000,
  );
}
