import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toId } from '../../src/core/ids.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
beforeEach(async () => {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00' });
});
afterEach(() => world.close());

const WEBINAR = { title: 'Safe spaces', kind: ['webinar'], date: '2026-12-06', startTime: '10:00', endTime: '11:30' };

async function draft(): Promise<void> {
  await world.boss.submit('events:new:0', WEBINAR);
  const details = { about: 'What we learned', format: ['virtual'], place: '', link: 'meet.example.org/abc', language: ['en'] };
  await world.boss.submit(world.boss.control('events:details').action, details);
}

const statesOf = async (event: number) => (await world.store.autocommit.events.registrationsOf(toId(event))).map(({ state }) => state);
const posts = () => world.fake.posted.filter(({ key }) => key.startsWith('events:announcement')).map(({ key }) => key);

describe('an announcement that is taken back', () => {
  it('leaves what was open before open: everyone stays registered, hears nothing, and is reminded', async () => {
    await draft();
    await world.boss.press('events:announce-quietly');
    await world.zahra.pressAnyway('events:answer:1.online');
    world.clock.advance(60_000);
    await world.boss.type('/events edit 1');
    await world.boss.press('events:announce');
    await world.karwan.pressAnyway('events:answer:1.online');
    await world.runner.runDue();
    expect(textOf(await world.boss.press('events:undo'))).toContain('Everyone who registered stays registered');
    await world.runner.runDue();
    expect(await statesOf(1)).toEqual(['going', 'going']);
    expect(world.fake.removed).toHaveLength(1);
    expect(textOf(await world.zahra.type('/events list'))).toContain('Safe spaces');
    expect(textOf(await world.lava.pressAnyway('events:answer:1.online'))).toContain('You’re coming');
    await world.zahra.pressAnyway('events:remind:1.yes');
    expect([...world.zahra.received(), ...world.karwan.received()]).toEqual([]);
    await world.runUntil('2026-12-06T10:01:00+03:00');
    expect(world.zahra.received().length).toBeGreaterThan(0);
  });

  it('can be posted anew, with a thread of its own, which changes with the event', async () => {
    await draft();
    await world.boss.press('events:announce-quietly');
    await world.boss.type('/events edit 1');
    for (const again of ['events:announce', 'events:undo', 'events:announce']) {
      await world.boss.press(again);
      await world.runner.runDue();
      world.clock.advance(60_000);
    }
    const [first = '', second = ''] = posts();
    expect([posts().length, first, second.startsWith(`${first}:`)]).toEqual([2, 'events:announcement:1', true]);
    expect(new Set(world.fake.posted.map(({ to }) => to))).toEqual(new Set(['channel:general']));
    expect(world.fake.opened.size).toBe(2);
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.boss.type('/events edit 1');
    await world.boss.submit(world.boss.control('events:times').action, { ...WEBINAR, startTime: '11:00', endTime: '12:00' });
    await world.runner.runDue();
    expect(world.updates.filter((text) => text.includes('11:00'))).toHaveLength(1);
    await world.boss.press('events:undo');
    await world.runner.runDue();
    expect(world.fake.removed).toHaveLength(2);
  });

  it('of a later event of a series keeps who comes to all of them, and the series goes on', async () => {
    await draft();
    await world.boss.submit(world.boss.control('events:repeat:').action, { every: ['week'], until: '', times: '3', rule: '' });
    await world.boss.press('events:announce');
    await world.runUntil('2026-11-22T09:30:00+03:00');
    await world.zahra.type('/events show 1');
    await world.zahra.press('events:series-join');
    await world.runUntil('2026-12-06T11:00:00+03:00');
    expect(posts()).toEqual(['events:announcement:1', 'events:announcement:2']);
    await world.runUntil('2026-12-06T11:05:00+03:00');
    await world.boss.type('/events edit 2');
    const second = await world.store.autocommit.events.whole(toId(2));
    world.clock.set(second?.event.announcedAt ?? world.clock.now());
    await world.boss.type('/events edit 2');
    await world.boss.press('events:undo');
    await world.runner.runDue();
    expect([await statesOf(1), await statesOf(2), await statesOf(3)]).toEqual([['going'], ['going'], ['going']]);
    expect((await world.store.autocommit.events.whole(toId(2)))?.event.state).toBe('announced');
  });

  it('registers who joined the series once it is announced again', async () => {
    await draft();
    await world.boss.submit(world.boss.control('events:repeat:').action, { every: ['week'], until: '', times: '3', rule: '' });
    await world.boss.press('events:announce');
    await world.zahra.type('/events show 1');
    await world.zahra.press('events:series-join');
    await world.boss.press('events:undo');
    expect(await statesOf(1)).toEqual([]);
    await world.boss.press('events:announce');
    await world.runUntil('2026-11-22T09:30:00+03:00');
    expect([await statesOf(1), await statesOf(2), await statesOf(3)]).toEqual([['going'], ['going'], ['going']]);
  });
});
