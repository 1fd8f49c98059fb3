import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toId } from '../../src/core/ids.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
beforeEach(async () => {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00' });
});
afterEach(() => world.close());

const WEBINAR = { title: 'Safe spaces', kind: ['webinar'], date: '2026-12-06', startTime: '10:00', endTime: '11:30' };
const fill = (form: string, values: object) => world.boss.submit(world.boss.control(`events:${form}:`).action, { ...values });

/** A weekly webinar without an end. */
async function weekly(): Promise<void> {
  await world.boss.submit('events:new:0', WEBINAR);
  await fill('details', { about: '', format: ['virtual'], place: '', link: 'meet.example.org/abc', language: ['en'] });
  await fill('repeat', { every: ['week'], until: '', times: '', rule: '' });
  await world.boss.press('events:announce');
  await world.runUntil('2026-11-22T09:30:00+03:00');
}

const wishes = async (user: 'zahra' | 'karwan') => {
  const all = await eventsStore(world.store.autocommit.tx).seriesFor(toId(1), world.id(user));
  return all.map(({ registration }) => registration?.reminds);
};

describe('the reminders of a series', () => {
  it('are asked for once by whoever comes to all of it, and follow to events that are made later', async () => {
    await weekly();
    await world.zahra.pressAnyway('events:series-join:1.online');
    await world.runner.runDue();
    expect(textOf(await world.zahra.press('events:remind', []))).toContain('I’ll remind you here, of the later ones too.');
    const before = await wishes('zahra');
    expect(new Set(before)).toEqual(new Set([true]));
    await world.runUntil('2026-12-14T12:00:00+03:00');
    const now = await wishes('zahra');
    expect(now.length).toBeGreaterThan(before.length);
    expect(new Set(now)).toEqual(new Set([true]));
    // The second event reminds of itself privately.
    expect(world.zahra.received().filter((text) => text.includes('begins')).length).toBeGreaterThan(4);
  });

  it('can be stopped from one event on', async () => {
    await weekly();
    await world.zahra.pressAnyway('events:series-join:1.online');
    await world.runner.runDue();
    await world.zahra.pressAnyway('events:remind:1.yes');
    expect(textOf(await world.zahra.pressAnyway('events:remind:3.no'))).toContain('I won’t remind you of it, nor of the later ones.');
    const [first, second, third, fourth] = await wishes('zahra');
    expect([first, second, third, fourth]).toEqual([true, true, false, false]);
  });

  it('are those of one event for whoever registered for it alone', async () => {
    await weekly();
    for (const event of [1, 2]) await world.karwan.pressAnyway(`events:answer:${event}.online`);
    expect(textOf(await world.karwan.pressAnyway('events:remind:1.yes'))).toContain('I’ll remind you here.');
    expect((await wishes('karwan')).slice(0, 2)).toEqual([true, null]);
  });
});

it('whoever comes to a series is registered for each event once its registration begins', async () => {
  await world.boss.submit('events:new:0', WEBINAR);
  await fill('details', { about: '', format: ['virtual'], place: '', link: 'meet.example.org/abc', language: ['en'] });
  const window = { roomCapacity: '', onlineCapacity: '', organisationSeats: '', registrationUntil: '', registrationFrom: '2026-11-29' };
  await fill('places', window);
  await fill('repeat', { every: ['week'], until: '', times: '3', rule: '' });
  await world.boss.press('events:announce');
  await world.runUntil('2026-11-30T09:30:00+03:00');
  await world.zahra.pressAnyway('events:series-join:1.online');
  const states = async () => {
    await world.runner.runDue();
    const all = await eventsStore(world.store.autocommit.tx).seriesFor(toId(1), world.id('zahra'));
    return all.map(({ registration }) => registration?.state);
  };
  expect(await states()).toEqual(['going', undefined, undefined]);
  await world.runUntil('2026-12-06T09:30:00+03:00');
  expect(await states()).toEqual(['going', 'going', undefined]);
  await world.runUntil('2026-12-13T09:30:00+03:00');
  expect(await states()).toEqual(['going', 'going', 'going']);
});
