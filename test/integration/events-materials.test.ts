import { afterEach, describe, expect, it } from 'vitest';
import { eventsStore } from '../../src/features/events/store/index.js';
import type { EventId } from '../../src/features/events/types.js';
import { insertEvent, insertSpeaker } from '../support/events.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { textOf, type WorldOptions } from '../support/world.js';

let world: TopicsWorld;
afterEach(() => world.close());

const LINK = 'https://files.example.org/slides';
const said = (key: string) => world.sent.filter((sent) => sent.key.startsWith(key));
const tx = () => world.store.autocommit.tx;

/** A webinar on 6 December that is announced, with lava as its speaker; zahra and karwan come and want messages. */
async function open(recorded = false, options: WorldOptions = {}): Promise<void> {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', ...options });
  const id = await insertEvent(tx(), world.clock.now(), { state: 'draft', recorded });
  await insertSpeaker(tx(), id, world.id('lava'), world.clock.now());
  await world.boss.pressAnyway(`events:announce:${id}.1`);
  for (const person of [world.zahra, world.karwan]) {
    await person.pressAnyway('events:answer:1.online');
    await person.pressAnyway('events:remind:1.yes');
  }
  await world.runner.runDue();
}

/** Zahra was there and karwan was not. */
async function held(): Promise<void> {
  await world.runUntil('2026-12-06T09:10:00+03:00');
  const [registration] = await eventsStore(tx()).registrationsOf(1 as EventId);
  const whole = await eventsStore(tx()).whole(1 as EventId);
  const session = whole?.sessions[0]?.id;
  if (!registration || !session) throw new Error('nobody registered');
  await eventsStore(tx()).saveAttendance([
    { session, registration: registration.id, source: 'list', share: 100, recordedAt: world.clock.now() },
  ]);
}

describe('the slides of an event', () => {
  it('are asked of its speaker twice, then organisers hear that there are none', async () => {
    await open();
    await world.runUntil('2026-12-20T09:00:00+03:00');
    expect(said('events:slides:1').map(({ to, at }) => [to.split(':')[0], new Date(at).toISOString().slice(0, 10)])).toEqual([
      ['direct', '2026-12-03'],
      ['direct', '2026-12-09'],
      ['channel', '2026-12-12'],
    ]);
    expect(world.lava.received().at(-1)).toContain('Thank you for speaking');
    expect(world.zahra.received().join()).not.toContain('slides');
  });

  it('are not asked for once they are there; those who come find them in the event, others do not', async () => {
    await open();
    expect(textOf(await world.zahra.type('/events slides 1'))).toContain('Only organisers, hosts');
    expect(textOf(await world.lava.submit('events:slides:1', { slides: 'ftp://x', recording: '' }))).toContain('slides');
    expect(textOf(await world.lava.submit('events:slides:1', { slides: LINK, recording: '' }))).toContain('Saved for');
    expect(textOf(await world.zahra.type('/events show 1'))).toContain(LINK);
    expect(textOf(await world.person('somebody').type('/events show 1'))).not.toContain(LINK);
    await held();
    await world.runUntil('2026-12-20T09:00:00+03:00');
    expect(said('events:slides:1')).toEqual([]);
    expect(world.zahra.received().join()).toContain(LINK);
    expect(world.karwan.received().join()).not.toContain(LINK);
    const inPublic = world.sent.filter(({ to }) => !to.startsWith('direct:'));
    expect(inPublic.map(({ text }) => text).join()).not.toContain(LINK);
  });

  it('reach those who were thanked as one message when they come later; absentees get the recording', async () => {
    await open(true);
    await held();
    await world.runUntil('2026-12-06T20:00:00+03:00');
    const before = [world.zahra.received().length, world.karwan.received().length];
    await world.lava.submit('events:slides:1', { slides: LINK, recording: '' });
    await world.lava.submit('events:slides:1', { slides: LINK, recording: 'https://video.example.org/1' });
    await world.runUntil('2026-12-06T21:00:00+03:00');
    expect([world.zahra.received().length, world.karwan.received().length]).toEqual(before.map((count) => count + 1));
    expect(world.zahra.received().at(-1)).toContain(LINK);
    expect(world.karwan.received().at(-1)).toContain('Now you can watch it');
    expect(world.karwan.received().at(-1)).not.toContain(LINK);
    expect(said('events:materials:1').filter(({ to }) => !to.startsWith('direct:'))).toHaveLength(1);
  });

  it('have no recording where nobody was asked whether they agree to it', async () => {
    await open();
    const refused = await world.boss.submit('events:slides:1', { slides: '', recording: 'https://video.example.org/1' });
    expect(JSON.stringify(refused)).toContain('Nobody was asked');
  });

  it('are asked for at the new time when the event moves', async () => {
    await open();
    await world.boss.type('/events edit 1');
    const times = { title: 'Safe spaces', kind: ['webinar'], date: '2026-12-10', startTime: '10:00', endTime: '11:30' };
    await world.boss.submit(world.boss.control('events:times').action, times);
    await world.runUntil('2026-12-08T09:00:00+03:00');
    expect(said('events:slides:1').map(({ at }) => new Date(at).toISOString().slice(0, 10))).toEqual(['2026-12-07']);
  });
});
