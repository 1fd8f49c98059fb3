import type { PluginTransformResultArgs } from 'kysely';
import { describe, expect, it } from 'vitest';
import { yieldToEventLoop } from '../../../src/store/yield-to-event-loop.js';

/** An event loop whose time is what happens in it: `others` have so many milliseconds of work, some in each turn. */
function createLoop(others: { workMs: number; readonly aTurnMs: number }) {
  let time = 0;
  const happened: string[] = [];
  const work = (ms: number): number => {
    const done = Math.min(ms, others.workMs);
    others.workMs -= done;
    time += done;
    return done;
  };
  const loop = {
    now: () => time,
    async nextIteration() {
      happened.push('turn');
      await new Promise((resolve) => setImmediate(resolve));
      work(others.aTurnMs);
    },
    async observe(ms: number) {
      happened.push('rest');
      const done = work(ms);
      time += ms - done;
      return done / ms;
    },
  };
  const plugin = yieldToEventLoop(loop);
  /** A statement that takes so long. */
  const statement = async (ms: number): Promise<void> => {
    time += ms;
    await plugin.transformResult({ result: { rows: [] } } as unknown as PluginTransformResultArgs);
  };
  return { statement, happened, now: loop.now };
}

describe('a long row of statements on SQLite', () => {
  it('goes on at once while it is short', async () => {
    const { statement, now } = createLoop({ workMs: 100, aTurnMs: 0 });
    for (let count = 0; count < 4; count++) await statement(1);
    expect(now()).toBe(4);
  });

  it('lets the event loop turn once it has kept the thread for a while, and goes on if nobody else has work', async () => {
    const { statement, happened } = createLoop({ workMs: 0, aTurnMs: 5 });
    await statement(1);
    await statement(9);
    expect(happened).toEqual(['turn', 'turn']);
  });

  it('stands back while others keep the loop busy', async () => {
    const others = { workMs: 14, aTurnMs: 2 };
    const { statement, happened } = createLoop(others);
    await statement(1);
    await statement(9);
    expect(others.workMs).toBe(0);
    expect(happened.filter((each) => each === 'rest').length).toBeGreaterThan(1);
  });

  it('but not for ever', async () => {
    const { statement, now } = createLoop({ workMs: 1_000, aTurnMs: 2 });
    await statement(1);
    await statement(9);
    expect(now()).toBeLessThanOrEqual(10 + 2 + 100 + 2);
    expect(now()).toBeGreaterThan(100);
  });
});
