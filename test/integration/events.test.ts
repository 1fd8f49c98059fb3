import { afterEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/core/message.js';
import { latinDigits } from '../../src/core/written.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { textOf, type WorldOptions } from '../support/world.js';

let world: TopicsWorld;
afterEach(() => world.close());

const WEBINAR = { title: 'Safe spaces, step by step', kind: ['webinar'], date: '2026-12-06', startTime: '10:00', endTime: '11:30' };

async function open(options: WorldOptions = {}): Promise<void> {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', ...options });
}

/** A draft with a link. Returns the organiser’s card. */
async function draft(given: Record<string, unknown> = {}, places: Record<string, string> = {}): Promise<string> {
  await world.boss.submit('events:new:0', { ...WEBINAR, ...given } as never);
  const details = world.boss.control('events:details').action;
  await world.boss.submit(details, {
    about: 'What we learned',
    format: ['virtual'],
    place: '',
    link: 'meet.example.org/abc',
    language: ['en'],
  });
  if (Object.keys(places).length > 0) await world.boss.submit(world.boss.control('events:places').action, places as never);
  return world.boss.control('events:announce').action;
}

async function announced(given: Record<string, unknown> = {}, places: Record<string, string> = {}): Promise<void> {
  await world.boss.pressAnyway(await draft(given, places));
  await world.runner.runDue();
}

const said = (key: string) => world.sent.filter((sent) => sent.key.startsWith(key));

describe('an event', () => {
  it('is a draft that organisers alone see, is announced once, and shows nobody where it is', async () => {
    await open();
    const announce = await draft();
    expect(textOf(await world.zahra.type('/events list'))).toContain('Nothing is planned');
    expect(textOf(await world.zahra.type('/events show 1'))).toContain('I don’t find that event');
    expect(textOf(await world.boss.pressAnyway(announce))).toContain('It is announced.');
    expect(textOf(await world.boss.pressAnyway(announce))).toContain('Somebody has changed this event');
    await world.runner.runDue();
    const [post] = world.fake.posted.filter(({ key }) => key === 'events:announcement:1');
    expect(post?.text).toContain('Safe spaces, step by step');
    expect(post?.text).not.toContain('meet.example.org');
    expect(textOf(await world.zahra.type('/events list'))).toContain('Safe spaces');
    expect(textOf(await world.zahra.type('/events show safe'))).not.toContain('meet.example.org');
  });

  it('needs a place or a link, and an hour that exists and is still to come', async () => {
    await open();
    await world.boss.submit('events:new:0', WEBINAR as never);
    expect(textOf(await world.boss.press('events:announce'))).toContain('Please add the link first');
    expect(JSON.stringify(await world.boss.submit('events:new:0', { ...WEBINAR, date: '2026-11-01' } as never))).toContain('has passed');
    expect(JSON.stringify(await world.boss.submit('events:new:0', { ...WEBINAR, date: '2036-11-01' } as never))).toContain('three years');
  });

  it('can be taken back for ten minutes, and called off later with a reason', async () => {
    await open();
    await announced();
    await world.zahra.pressAnyway('events:answer:1.online');
    expect(textOf(await world.boss.press('events:undo'))).toContain('taken back');
    expect(textOf(await world.zahra.type('/events list'))).toContain('Nothing is planned');
    await world.boss.press('events:announce');
    await world.zahra.pressAnyway('events:answer:1.online');
    world.clock.advance(11 * 60_000);
    const [undo, cancel] = [world.boss.control('events:undo').action, world.boss.control('events:cancel').action];
    expect(textOf(await world.boss.pressAnyway(undo))).toContain('More than ten minutes');
    await world.boss.submit(cancel, { reason: 'The speaker is ill.' });
    await world.runner.runDue();
    expect(said('events:cancelled:1').map(({ text }) => text)).toEqual([
      expect.stringContaining('speaker is ill'),
      expect.stringContaining('speaker is ill'),
    ]);
    expect(textOf(await world.zahra.pressAnyway('events:answer:1.online'))).toContain('called off');
  });

  it('tells of a new time, and asks again if the day is another', async () => {
    await open();
    await announced();
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.karwan.pressAnyway('events:answer:1.no');
    await world.boss.type('/events edit 1');
    await world.boss.submit(world.boss.control('events:times').action, { ...WEBINAR, date: '2026-12-07' } as never);
    await world.runner.runDue();
    expect(said('events:moved:1')).toHaveLength(2);
    expect(world.zahra.received().at(-1)).toContain('has a new time');
    expect(world.karwan.received()).toEqual([]);
    expect(textOf(await world.zahra.type('/events show 1'))).toContain('A place is kept for you');
    await world.runUntil('2026-12-06T12:00:00+03:00');
    // The first of December is a week before the new day; nobody is reminded of the old one.
    expect(said('events:reminder:1').map(({ at }) => new Date(at).toISOString())).toEqual([
      '2026-11-30T07:00:00.000Z',
      '2026-12-06T07:00:00.000Z',
    ]);
  });
});

describe('the places of an event', () => {
  it('go to who comes first; others wait, are told, and have a day to answer', async () => {
    await open();
    await announced({}, { roomCapacity: '', onlineCapacity: '1', organisationSeats: '', registrationUntil: '' });
    expect(textOf(await world.zahra.pressAnyway('events:answer:1.online'))).toContain('You are coming');
    expect(textOf(await world.karwan.pressAnyway('events:answer:1.online'))).toContain('You are the next');
    expect(textOf(await world.lava.pressAnyway('events:answer:1.online'))).toContain('number 2');
    await world.zahra.pressAnyway('events:answer:1.no');
    await world.runner.runDue();
    expect(world.karwan.received().at(-1)).toContain('is free for you');
    expect(world.lava.received()).toEqual([]);
    await world.runUntil('2026-11-23T09:30:00+03:00');
    expect(world.lava.received().at(-1)).toContain('is free for you');
    expect(textOf(await world.lava.pressAnyway('events:answer:1.online'))).toContain('You are coming');
    expect(textOf(await world.karwan.pressAnyway('events:answer:1.online'))).toContain('You are the next');
  });

  it('become free when somebody leaves or is erased', async () => {
    await open();
    await announced({}, { roomCapacity: '', onlineCapacity: '1', organisationSeats: '', registrationUntil: '' });
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.karwan.pressAnyway('events:answer:1.online');
    await world.zahra.leave();
    await world.runner.runDue();
    expect(textOf(await world.karwan.type('/events show 1'))).toContain('A place is kept for you');
  });

  it('are limited for each organisation, and end with the last day', async () => {
    await open();
    await announced({}, { roomCapacity: '', onlineCapacity: '', organisationSeats: '1', registrationUntil: '2026-11-30' });
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.runUntil('2026-12-01T00:00:00+03:00');
    expect(textOf(await world.karwan.pressAnyway('events:answer:1.online'))).toContain('Registration has ended');
    expect(textOf(await world.zahra.pressAnyway('events:answer:1.no'))).toContain('You are not coming');
  });
});

describe('the reminders of an event', () => {
  it('come in its thread for all, and privately to who asked, with the link once it may be shown', async () => {
    await open();
    await announced();
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.karwan.pressAnyway('events:answer:1.online');
    expect(textOf(await world.zahra.press('events:remind', []))).toContain('I’ll remind you here');
    await world.zahra.type('/events reminders');
    await world.zahra.press('events:choose-reminders', ['60', '0']);
    await world.runUntil('2026-12-06T12:00:00+03:00');
    expect(said('events:reminder:1').filter(({ to }) => !to.startsWith('direct:'))).toHaveLength(4);
    expect(world.zahra.received().map((text) => latinDigits(text).match(/begins (in .*|now)\./)?.[1])).toEqual(['in one hour', 'now']);
    expect(world.zahra.received().at(-1)).toContain('meet.example.org/abc');
    expect(world.karwan.received()).toEqual([]);
  });

  it('are not sent for what is over', async () => {
    await open();
    await announced();
    await world.leapTo('2026-12-08T12:00:00+03:00');
    expect(said('events:reminder:1')).toEqual([]);
  });
});

describe('the calendar of a member', () => {
  const files = (reply: Reply | undefined) =>
    reply?.type === 'message'
      ? (reply.message.files ?? []).map(({ name, bytes }) => ({ name, text: new TextDecoder().decode(bytes) }))
      : [];

  it('holds what they go to, as a file that only they get, with the link once it may be shown', async () => {
    await open();
    await announced();
    expect(textOf(await world.zahra.type('/events calendar'))).toContain('You have not said yet');
    await world.zahra.pressAnyway('events:answer:1.online');
    const own = await world.zahra.press('events:calendar');
    expect(own).toMatchObject({ type: 'message', visibility: 'private' });
    const [file] = files(own);
    expect(file).toMatchObject({ name: 'event-1.ics', text: expect.stringContaining('SUMMARY:Safe spaces\\, step by step\r\n') });
    expect(JSON.stringify(own) + file?.text).not.toContain('meet.example');
    await world.runUntil('2026-12-05T11:00:00+03:00');
    const [all] = files(await world.zahra.type('/events calendar'));
    expect(all).toMatchObject({ name: 'events.ics', text: expect.stringContaining('LOCATION:https://meet.example.org/abc\r\n') });
    expect(all?.text).toContain('SEQUENCE:1\r\n');
    await world.karwan.pressAnyway('events:answer:1.maybe');
    const [maybe] = files(await world.karwan.type('/events calendar'));
    expect(maybe?.text).toContain('STATUS:TENTATIVE');
    expect(maybe?.text).not.toContain('meet.example');
  });

  it('crosses out what was called off', async () => {
    await open();
    await announced();
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.boss.type('/events edit 1');
    await world.boss.submit(world.boss.control('events:cancel').action, { reason: 'The speaker is ill.' });
    await world.zahra.type('/events show 1');
    const [file] = files(await world.zahra.press('events:calendar'));
    expect(file?.text).toMatch(/SEQUENCE:2\r\n[^]*STATUS:CANCELLED\r\n/);
  });
});
