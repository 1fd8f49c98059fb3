import { afterEach, describe, expect, it } from 'vitest';
import { toId } from '../../src/core/ids.js';
import { DAY } from '../../src/core/time.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import type { EventId } from '../../src/features/events/types.js';
import { DeliveryError } from '../../src/ports/chat.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';

let world: TopicsWorld;
afterEach(() => world.close());

const EVENT = toId<EventId>(1);
const WEBINAR = { title: 'Safe spaces', kind: ['webinar'], date: '2026-12-06', startTime: '10:00', endTime: '11:30' };
const MARK = '/events show 1';

/** An announced webinar, on a platform with a calendar of its own. */
async function announced(hasCalendar = true): Promise<void> {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', hasCalendar });
  await world.boss.submit('events:new:0', WEBINAR);
  const about = { about: 'What we learned', format: ['virtual'], place: '', link: 'meet.example.org/abc', language: ['en'] };
  await world.boss.submit(world.boss.control('events:details').action, about);
  await world.boss.press('events:announce');
  await world.runner.runDue();
}
const shown = () => world.fake.native.get(MARK);
const stateOf = async (user: string) => (await eventsStore(world.store.autocommit.tx).registrationOf(EVENT, world.id(user)))?.state;

describe('a platform’s own calendar', () => {
  it('shows an event from its announcement, follows its changes, never says where, and crosses it out', async () => {
    await announced();
    expect(shown()).toMatchObject({ title: 'Safe spaces', about: 'What we learned', startsAt: Date.parse('2026-12-06T10:00:00+03:00') });
    expect(JSON.stringify(shown())).not.toContain('meet.example.org');
    await world.boss.type('/events edit 1');
    await world.boss.submit(world.boss.control('events:times').action, { ...WEBINAR, title: 'Safer spaces', startTime: '09:00' });
    await world.runner.runDue();
    expect(shown()).toMatchObject({ title: 'Safer spaces', startsAt: Date.parse('2026-12-06T09:00:00+03:00') });
    expect(await eventsStore(world.store.autocommit.tx).entriesOf(EVENT)).toMatchObject([
      { platform: 'web', externalId: `native:${MARK}` },
    ]);
    await world.boss.type('/events edit 1');
    await world.boss.submit(world.boss.control('events:cancel').action, { reason: 'The speaker is ill.' });
    await world.runner.runDue();
    expect(shown()).toBeUndefined();
    expect(await eventsStore(world.store.autocommit.tx).entriesOf(EVENT)).toEqual([]);
  });

  it('has each session of an event by itself, and loses one that is called off or moved alone', async () => {
    await announced();
    const submit = async (control: string, values: Readonly<Record<string, string>>) => {
      await world.boss.type('/events edit 1');
      const { version } = (await eventsStore(world.store.autocommit.tx).whole(EVENT))?.event ?? { version: 0 };
      return world.boss.submit(`events:${control.replace('.v', `.${version}`)}`, values);
    };
    await submit('session-add:1.v', { date: '2026-12-07', startTime: '10:00', endTime: '11:30' });
    await world.runner.runDue();
    const titles = () =>
      [...world.fake.native.values()].map(({ title, startsAt }) => `${title} ${new Date(startsAt).toISOString().slice(5, 10)}`);
    expect([...world.fake.native.keys()]).toEqual([MARK, `${MARK} (2)`]);
    expect(titles()).toEqual(['1/2 · Safe spaces 12-06', '2/2 · Safe spaces 12-07']);
    await submit('session-move:1.v.2', { date: '2026-12-08', startTime: '10:00', endTime: '11:30' });
    await world.runner.runDue();
    expect(titles()).toEqual(['1/2 · Safe spaces 12-06', '2/2 · Safe spaces 12-08']);
    // Interest in the second is interest in the event.
    world.fake.interested.set(`${MARK} (2)`, [world.person('lava').identity]);
    await world.runUntil(world.clock.now() + 2 * DAY);
    expect(await stateOf('lava')).toBe('maybe');
    await submit('session-off:1.v.1', { reason: 'The room is taken.' });
    await world.runner.runDue();
    expect([...world.fake.native.keys()]).toEqual([`${MARK} (2)`]);
    expect(titles()).toEqual(['Safe spaces 12-08']);
    expect(await eventsStore(world.store.autocommit.tx).entriesOf(EVENT)).toMatchObject([{ externalId: `native:${MARK} (2)` }]);
  });

  it('follows a series: each event from its announcement, changes of all, and its end', async () => {
    world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', hasCalendar: true });
    await world.boss.submit('events:new:0', WEBINAR);
    const about = { about: 'What we learned', format: ['virtual'], place: '', link: 'meet.example.org/abc', language: ['en'] };
    await world.boss.submit(world.boss.control('events:details').action, about);
    await world.boss.submit(world.boss.control('events:repeat').action, { every: ['week'], until: '', times: '3', rule: '' });
    await world.boss.press('events:announce');
    await world.runUntil('2026-12-06T12:30:00+03:00');
    const titles = () => [...world.fake.native].map(([mark, { title }]) => `${mark}: ${title}`);
    // What is over stays as it was.
    expect(titles()).toEqual(['/events show 1: Safe spaces', '/events show 2: Safe spaces']);
    await world.runUntil('2026-12-13T10:30:00+03:00');
    expect(titles()).toHaveLength(3);
    await world.boss.type('/events edit 2');
    await world.boss.submit(world.boss.control('events:series-end').action, { reason: 'The project ends.' });
    await world.runner.runDue();
    expect(titles()).toEqual(['/events show 1: Safe spaces']);
  });

  it('loses an event whose announcement was taken back, and a draft is not in it', async () => {
    await announced();
    await world.boss.type('/events edit 1');
    await world.boss.press('events:undo');
    await world.runner.runDue();
    expect(shown()).toBeUndefined();
    await world.boss.submit(world.boss.control('events:times').action, { ...WEBINAR, title: 'A draft' });
    await world.runner.runDue();
    expect(shown()).toBeUndefined();
  });

  it('is asked again where it does not answer or refuses, and nothing else fails', async () => {
    await announced();
    await world.boss.type('/events edit 1');
    world.fake.nativeTroubles.push(new DeliveryError('timeout', 'ambiguous'), new DeliveryError('no permission', 'refused'));
    await world.boss.submit(world.boss.control('events:times').action, { ...WEBINAR, title: 'Safer spaces' });
    await world.runner.runDue();
    expect(shown()?.title).toBe('Safe spaces');
    expect((await eventsStore(world.store.autocommit.tx).whole(EVENT))?.event.texts.en?.title).toBe('Safer spaces');
    await world.runUntil(world.clock.now() + DAY);
    expect(shown()?.title).toBe('Safer spaces');
  });

  it('counts interest as maybe, but not over an answer, nor of somebody who is no member', async () => {
    await announced();
    await world.karwan.pressAnyway('events:answer:1.no');
    await world.addMember({ user: 'newcomer', status: 'newcomer' });
    const users = ['zahra', 'karwan', 'newcomer', 'nobody'];
    world.fake.interested.set(
      MARK,
      users.map((user) => world.person(user).identity),
    );
    await world.runUntil(world.clock.now() + 2 * DAY);
    expect([await stateOf('zahra'), await stateOf('karwan'), await stateOf('lava')]).toEqual(['maybe', 'declined', undefined]);
    expect(await eventsStore(world.store.autocommit.tx).registrationsOf(EVENT)).toHaveLength(2);
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.runUntil(world.clock.now() + 2 * DAY);
    expect(await stateOf('zahra')).toBe('going');
    await world.runUntil('2026-12-07T10:00:00+03:00');
    expect(world.sent.filter(({ to }) => to === 'direct:nobody')).toEqual([]);
  });

  it('tells at once whom an event interests', async () => {
    await announced();
    const interested = (user: string, entry = `native:${MARK}`) => world.app.inbox.interested({ from: world.person(user).identity, entry });
    await world.karwan.pressAnyway('events:answer:1.no');
    await world.addMember({ user: 'newcomer', status: 'newcomer' });
    for (const user of ['zahra', 'zahra', 'karwan', 'newcomer', 'nobody']) await interested(user);
    await interested('lava', 'another entry');
    expect([await stateOf('zahra'), await stateOf('karwan'), await stateOf('lava')]).toEqual(['maybe', 'declined', undefined]);
    expect(await eventsStore(world.store.autocommit.tx).registrationsOf(EVENT)).toHaveLength(2);
    expect(world.sent.filter(({ to }) => to === 'direct:nobody')).toEqual([]);
  });

  it('is not asked where there is none', async () => {
    await announced(false);
    await world.runUntil('2026-12-07T10:00:00+03:00');
    expect(world.fake.native.size).toBe(0);
  });
});
