import { describe, expect, it } from 'vitest';
import { isQuiet } from '../../src/calendar/hours.js';
import { instantOf } from '../../src/calendar/wall-clock.js';
import { after, between, DAY, HOUR, toLocalDate, toLocalTime } from '../../src/core/time.js';
import { DEMO_SPACE, openDemoClock } from '../../src/demo/index.js';
import { createDemoWorld, type DemoWorld } from '../support/demo.js';
import { openTestStore } from '../support/store.js';

const ZONE = 'Asia/Baghdad';
const MOMENTS = [
  ['2026-11-24', '02:00', 'deep in the night'],
  ['2026-11-27', '03:30', 'the night before the weekend'],
  ['2026-12-04', '12:00', 'a Friday between two rounds'],
  ['2026-12-06', '09:59', 'a minute before a round'],
  ['2026-12-06', '10:01', 'a minute after a round'],
  ['2026-12-31', '23:57', 'the end of the year'],
  ['2028-02-29', '12:00', 'a leap day, and a feast'],
] as const;

/** What a persona reads with the bot and in groups. */
async function reads({ store: { autocommit: read } }: DemoWorld, user: string) {
  const found = await read.webChat.conversationsOf(user);
  const words = async (kind: 'direct' | 'group') => {
    const messages = await Promise.all(
      found.filter((one) => one.kind === kind).map(({ id }) => read.webChat.messages({ conversation: id, user, limit: 5 })),
    );
    return messages.flat().length;
  };
  return { direct: await words('direct'), groups: await words('group') };
}

describe('the demo, whenever it is started', () => {
  it.each(MOMENTS)('%s %s, %s: welcomes the newcomer at once and has something to read for the others', async (date, time) => {
    const store = await openTestStore();
    const now = instantOf(toLocalDate(date), toLocalTime(time), ZONE);
    const start = (await openDemoClock(store.autocommit, { present: { now: () => now } })).now();
    expect(between(now, start)).toBeGreaterThanOrEqual(0);
    expect(between(now, start)).toBeLessThan(4 * DAY);
    expect(isQuiet(start, ZONE, (await store.autocommit.community.settings()).quietHours)).toBe(false);

    const world = await createDemoWorld({ store, start, enrolled: 12 });
    const from = { platform: 'web', space: DEMO_SPACE, user: 'dalia' } as const;
    await world.app.inbox.joined({ eventId: 'dalia:1', from, profile: { name: 'Dalia', isBot: false } });
    await world.app.runner.runDue();
    expect(await reads(world, 'dalia')).toEqual({ direct: 1, groups: 0 });
    for (const user of ['maryam', 'haneen', 'shno']) expect((await reads(world, user)).groups, user).toBeGreaterThan(0);
    expect(world.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
    await world.stop();
    await store.close();
  });

  it('begins when it is told to, and goes on from there after a restart', async () => {
    const store = await openTestStore();
    let now = instantOf(toLocalDate('2026-11-24'), toLocalTime('23:30'), ZONE);
    const present = { now: () => now };
    const at = '2026-03-01T02:00';
    const begun = await openDemoClock(store.autocommit, { at, present });
    expect(begun.now()).toBe(instantOf(toLocalDate('2026-03-01'), toLocalTime('02:00'), ZONE));
    now = after(now, HOUR);
    for (const again of [{ at, present }, { present }]) {
      expect((await openDemoClock(store.autocommit, again)).now()).toBe(instantOf(toLocalDate('2026-03-01'), toLocalTime('03:00'), ZONE));
    }
    await expect(openDemoClock(store.autocommit, { at: '2026-02-30T10:00', present })).rejects.toThrow('not a moment');
    await store.close();
  });
});
