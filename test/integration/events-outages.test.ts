import { afterEach, describe, expect, test } from 'vitest';
import { after, DAY, HOUR, MINUTE } from '../../src/core/time.js';
import { DeliveryError } from '../../src/ports/chat.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';

const WEBINAR = { title: 'Safe spaces', kind: ['webinar'], date: '2026-12-20', startTime: '10:00', endTime: '11:30' };

describe('the thread of an event, after an outage of three days on one platform', () => {
  let world: TopicsWorld;
  afterEach(() => world.close());

  test.each(['wait', 'ambiguous'] as const)('is opened, and has what was said meanwhile (%s)', async (trouble) => {
    world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', also: ['slack', 'discord'] });
    const pass = (ms: number) => world.runUntil(after(world.clock.now(), ms));
    const [slack, discord] = world.others;
    if (!slack || !discord) throw new Error('a platform is missing');
    const nothing = new DeliveryError('not reached', trouble);
    const { before } = discord;
    discord.silent = nothing;
    discord.before = () => Promise.reject(nothing);

    await world.boss.submit('events:new:0', WEBINAR);
    const about = { about: 'What we learned', format: ['virtual'], place: '', link: 'meet.example.org/abc', language: ['en'] };
    await world.boss.submit(world.boss.control('events:details').action, about);
    await world.boss.press('events:announce');
    await pass(MINUTE);
    await world.boss.type('/events edit 1');
    await world.boss.submit(world.boss.control('events:times').action, { ...WEBINAR, startTime: '12:00', endTime: '13:30' });
    await pass(3 * DAY);
    const said = ({ posted }: typeof slack) => posted.filter(({ key }) => key.startsWith('events:')).map(({ text }) => text);
    expect([said(slack).length, said(discord).length]).toEqual([2, 0]);

    Object.assign(discord, { silent: undefined, before });
    await pass(HOUR + MINUTE);
    // What comes late reads as it is true then: the announcement has the new time.
    expect(said(discord)).toEqual([expect.stringContaining('12:00 to 13:30'), said(slack)[1]]);
    const failed = await world.store.autocommit.agenda.list({ states: ['failed'], limit: 9 });
    expect(failed.filter(({ key }) => key.startsWith('deliver:events:'))).toEqual([]);
  });
});
