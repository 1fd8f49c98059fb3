import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { controlsOf, textOf } from '../support/world.js';

let world: TopicsWorld;
beforeEach(async () => {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00' });
});
afterEach(() => world.close());

const TRAINING = { title: 'Safe spaces', kind: ['training'], date: '2026-12-06', startTime: '10:00', endTime: '11:00' };
const LINK = { about: '', format: ['virtual'], place: '', link: 'meet.example.org/abc', language: ['en'] };

async function announced(): Promise<void> {
  await world.boss.submit('events:new:0', TRAINING);
  await world.boss.submit(world.boss.control('events:details').action, LINK);
  await world.boss.press('events:announce');
  await world.zahra.pressAnyway('events:answer:1.online');
  await world.zahra.pressAnyway('events:remind:1.yes');
}

async function move(given: Partial<typeof TRAINING>): Promise<void> {
  await world.boss.type('/events edit 1');
  await world.boss.submit(world.boss.control('events:times').action, { ...TRAINING, ...given });
  await world.runner.runDue();
}

const reminders = () => world.sent.filter(({ key, to }) => key.startsWith('events:reminder:') && to === 'direct:zahra');
const ASKS = 'you haven’t told us yet if you’re coming. Your place is still kept.';

describe('private reminders of an event that has moved to another day', () => {
  it('come to whoever asked for them and has not answered again, ask, and stop asking once answered', async () => {
    await announced();
    await move({ date: '2026-12-07' });
    await world.runUntil('2026-12-06T10:30:00+03:00');
    expect(reminders().map(({ text }) => text)).toEqual([
      expect.stringMatching(/begins in 7 days[^]*Your place is still kept/),
      expect.stringMatching(/begins in one day[^]*Your place is still kept/),
    ]);
    const last = reminders().at(-1);
    expect(last?.text).toContain(ASKS);
    expect(last?.text).toContain('meet.example.org/abc');
    expect((last ? controlsOf(last.message) : []).map(({ action }) => action)).toEqual([
      'events:answer:1.online',
      'events:answer:1.no',
      'events:reminders:0',
    ]);
    expect(textOf(await world.zahra.pressAnyway('events:answer:1.online'))).toContain('You’re coming');
    await world.runUntil('2026-12-07T10:01:00+03:00');
    expect(reminders()).toHaveLength(4);
    for (const { text } of reminders().slice(2)) expect(text).not.toContain('still kept');
  });

  it('stop with "I can’t come", and for whoever only may come', async () => {
    await announced();
    await move({ date: '2026-12-07' });
    await world.zahra.pressAnyway('events:answer:1.no');
    await world.runUntil('2026-12-07T10:01:00+03:00');
    expect(reminders()).toEqual([]);
  });

  it('ask nothing where only the hour is another', async () => {
    await announced();
    await move({ startTime: '14:00', endTime: '15:00' });
    await world.runUntil('2026-12-06T14:01:00+03:00');
    expect(reminders()).toHaveLength(4);
    for (const { text } of reminders()) expect(text).not.toContain('still kept');
  });

  it('do not come to whoever did not ask for them', async () => {
    await announced();
    await world.zahra.pressAnyway('events:remind:1.no');
    await move({ date: '2026-12-07' });
    await world.runUntil('2026-12-07T10:01:00+03:00');
    expect(reminders()).toEqual([]);
  });

  it('do not come to whoever waited and was offered a place', async () => {
    await announced();
    await world.boss.type('/events edit 1');
    const places = { roomCapacity: '', onlineCapacity: '1', organisationSeats: '', registrationFrom: '', registrationUntil: '' };
    await world.boss.submit(world.boss.control('events:places').action, places);
    await world.karwan.pressAnyway('events:answer:1.online');
    await world.karwan.pressAnyway('events:remind:1.yes');
    await world.runUntil('2026-12-05T23:00:00+03:00');
    await world.zahra.pressAnyway('events:answer:1.no');
    await world.runUntil('2026-12-06T09:30:00+03:00');
    expect(world.karwan.received().at(-1)).toContain('is free for you');
  });
});

describe('reminders of an event of several sessions', () => {
  it('say which of them begins, by its number also once another one is called off', async () => {
    await announced();
    await world.boss.type('/events edit 1');
    await world.boss.press('events:sessions');
    for (const date of ['2026-12-08', '2026-12-10', '2026-12-12'])
      await world.boss.submit(world.boss.control('events:session-add').action, { date, startTime: '10:00', endTime: '11:00' });
    await world.runUntil('2026-12-06T10:01:00+03:00');
    const lead = () => reminders().at(-1)?.text.split('\n')[0];
    expect(lead()).toBe('Session 1 of “Safe spaces” begins now.');
    await world.runUntil('2026-12-08T09:01:00+03:00');
    expect(lead()).toBe('Session 2 of “Safe spaces” begins in one hour.');
    expect(world.sent.some(({ to, text }) => to.startsWith('thread:') && text.includes('Session 2 of “Safe spaces” begins'))).toBe(true);
    await world.boss.type('/events edit 1');
    await world.boss.press('events:sessions');
    await world.boss.press('events:session:', ['2']);
    await world.boss.submit(world.boss.control('events:session-off').action, { reason: 'No power' });
    await world.runUntil('2026-12-10T10:01:00+03:00');
    expect(lead()).toBe('Session 3 of “Safe spaces” begins now.');
  });
});
