import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toId } from '../../src/core/ids.js';
import type { Reply } from '../../src/core/message.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { controlsOf, textOf } from '../support/world.js';

let world: TopicsWorld;
beforeEach(async () => {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00' });
});
afterEach(() => world.close());

const WEBINAR = { title: 'Safe spaces', kind: ['webinar'], date: '2026-12-06', startTime: '10:00', endTime: '11:30' };
const NONE = { question1: '', question2: '', question3: '', question4: '', question5: '' };

/** Four weekly webinars with two questions and one place each. */
async function weekly(): Promise<void> {
  await world.boss.submit('events:new:0', WEBINAR);
  const fill = (form: string, values: object) => world.boss.submit(world.boss.control(`events:${form}:`).action, { ...values });
  await fill('details', { about: 'What we learned', format: ['virtual'], place: '', link: 'meet.example.org/abc', language: ['en'] });
  await fill('questions', { ...NONE, question1: 'Where do you work?*', question2: 'Lunch?\nyes\nno' });
  await fill('places', { roomCapacity: '', onlineCapacity: '1', organisationSeats: '', registrationUntil: '' });
  await fill('repeat', { every: ['week'], until: '', times: '4', rule: '' });
  await world.boss.press('events:announce');
  await world.runUntil('2026-11-22T09:30:00+03:00');
}

const registrationsOf = async (user: string) => {
  const { events } = world.store.autocommit;
  const all = await Promise.all([1, 2, 3, 4].map((event) => events.registrationOf(toId(event), world.id(user))));
  return all.map((one) => `${one?.state} ${one?.answers?.join('/')}`);
};

/** The id of a form that a reply opens. */
const formOf = (reply: Reply): string => (reply.type === 'form' ? reply.form.id : '');

describe('a series with questions', () => {
  it('asks them once in a form, and keeps the answers for each event, with its own places', async () => {
    await weekly();
    await world.karwan.pressAnyway('events:answer:3.online');
    await world.karwan.submit(`events:register:3.${(await world.store.autocommit.events.whole(toId(3)))?.event.version}.online`, {
      answer1: 'Erbil',
      answer2: ['2'],
    });
    await world.zahra.type('/events show 1');
    const form = await world.zahra.press('events:series-join');
    expect(JSON.stringify(form)).toContain('Where do you work?');
    expect(await registrationsOf('zahra')).toEqual(Array(4).fill('undefined undefined'));
    const id = `events:series-register:1.${(await world.store.autocommit.events.whole(toId(1)))?.event.version}.online`;
    expect(textOf(await world.zahra.submit(id, { answer1: '', answer2: ['1'] }))).toContain('answer1');
    expect(textOf(await world.zahra.submit(id, { answer1: 'Basra', answer2: ['1'] }))).toContain('You come to all events of this series');
    await world.runner.runDue();
    expect(await registrationsOf('zahra')).toEqual(['going Basra/yes', 'going Basra/yes', 'waiting Basra/yes', 'going Basra/yes']);
    // Whoever has answered is not asked again.
    await world.zahra.press('events:series-leave');
    await world.runner.runDue();
    expect((await registrationsOf('zahra')).every((one) => one.startsWith('declined'))).toBe(true);
  });

  it('names each event that asks something else, with a button that registers for all that ask the same', async () => {
    await weekly();
    for (const event of [2, 4]) {
      await world.boss.type(`/events edit ${event}`);
      await world.boss.submit(world.boss.control('events:questions:').action, { ...NONE, question1: 'Do you bring a laptop?*' });
    }
    await world.zahra.type('/events show 1');
    const form = formOf(await world.zahra.press('events:series-join'));
    const joined = textOf(await world.zahra.submit(form, { answer1: 'Basra', answer2: ['1'] }));
    expect(joined).toContain('some of them ask other questions');
    expect(joined).toContain('Sunday 13 December and Sunday 27 December');
    await world.runner.runDue();
    expect(await registrationsOf('zahra')).toEqual(['going Basra/yes', 'undefined undefined', 'going Basra/yes', 'undefined undefined']);
    // What was told at once is not written as well.
    expect(world.sent.filter(({ key }) => key.startsWith('events:series:asks'))).toEqual([]);
    expect(textOf(await world.zahra.type('/events show 2'))).toContain('this one asks its own questions');
    await world.zahra.pressAnyway('events:series-join:1.online');
    const other = await world.zahra.press('events:series-register');
    expect(JSON.stringify(other)).toContain('Do you bring a laptop?');
    const answered = textOf(await world.zahra.submit(formOf(other), { answer1: 'Yes' }));
    expect(answered).toContain('You come to all events of this series');
    expect(answered).not.toContain('other questions');
    await world.runner.runDue();
    expect(await registrationsOf('zahra')).toEqual(['going Basra/yes', 'going Yes', 'going Basra/yes', 'going Yes']);
  });

  it('writes once to whoever comes to all of them when events are added that ask something', async () => {
    const fill = (form: string, values: object) => world.boss.submit(world.boss.control(`events:${form}:`).action, { ...values });
    await world.boss.submit('events:new:0', WEBINAR);
    await fill('details', { about: '', format: ['virtual'], place: '', link: 'meet.example.org/abc', language: ['en'] });
    await fill('repeat', { every: ['week'], until: '', times: '', rule: '' });
    await world.boss.press('events:announce');
    await world.runUntil('2026-11-22T09:30:00+03:00');
    await world.zahra.pressAnyway('events:series-join:1.online');
    await world.runner.runDue();
    await world.boss.type('/events edit 1');
    await fill('questions', { ...NONE, question1: 'Do you bring a laptop?*' });
    await world.boss.press('events:series-apply');
    await world.runner.runDue();
    const asks = () => world.sent.filter(({ key }) => key.startsWith('events:series:asks'));
    // Whoever is registered stays so.
    expect(asks()).toEqual([]);
    await world.runUntil('2026-12-10T12:00:00+03:00');
    expect(asks().map(({ to }) => to)).toEqual(['direct:zahra']);
    expect(asks()[0]?.text).toContain('You come to all events of “Safe spaces”, and some of them ask other questions.');
    const { events, tx } = world.store.autocommit;
    const added = (await eventsStore(tx).seriesFor(toId(1), world.id('zahra'))).filter(({ registration }) => !registration);
    expect(added.length).toBeGreaterThan(1);
    const [told] = asks();
    const button = told && controlsOf(told.message).find(({ action }) => action.startsWith('events:series-register'));
    const form = formOf(await world.zahra.pressAnyway(button?.action ?? ''));
    await world.zahra.submit(form, { answer1: 'Yes' });
    await world.runner.runDue();
    const states = await Promise.all(added.map(({ event }) => events.registrationOf(event.id, world.id('zahra'))));
    expect(new Set(states.map((one) => `${one?.state} ${one?.answers?.join('/')}`))).toEqual(new Set(['going Yes']));
  });

  it('registers nobody for an event that asks something else', async () => {
    await weekly();
    await world.boss.type('/events edit 2');
    await world.boss.submit(world.boss.control('events:questions:').action, { ...NONE, question1: 'Do you bring a laptop?*' });
    const id = `events:series-register:1.${(await world.store.autocommit.events.whole(toId(1)))?.event.version}.online`;
    await world.zahra.submit(id, { answer1: 'Basra', answer2: ['1'] });
    await world.runner.runDue();
    expect(await registrationsOf('zahra')).toEqual(['going Basra/yes', 'undefined undefined', 'going Basra/yes', 'going Basra/yes']);
  });

  it('keeps the questions that somebody has answered when the series is changed, and gives new places to who waits', async () => {
    await weekly();
    const version = async (event: number) => (await world.store.autocommit.events.whole(toId(event)))?.event.version;
    const register = async (user: 'zahra' | 'karwan') =>
      world[user].submit(`events:register:3.${await version(3)}.online`, { answer1: 'Erbil', answer2: ['2'] });
    await register('zahra');
    await register('karwan');
    expect((await registrationsOf('karwan'))[2]).toBe('waiting Erbil/no');
    await world.boss.type('/events edit 1');
    await world.boss.submit(world.boss.control('events:questions:').action, { ...NONE, question1: 'Do you bring a laptop?*' });
    await world.boss.submit(world.boss.control('events:places:').action, {
      roomCapacity: '',
      onlineCapacity: '2',
      organisationSeats: '',
      registrationUntil: '',
    });
    await world.boss.press('events:series-apply');
    await world.runner.runDue();
    const questions = await Promise.all([2, 3].map(async (event) => world.store.autocommit.events.whole(toId(event))));
    expect(questions.map((whole) => whole?.event.questions.map(({ label }) => label))).toEqual([
      ['Do you bring a laptop?'],
      ['Where do you work?', 'Lunch?'],
    ]);
    expect((await registrationsOf('karwan'))[2]).toBe('offered Erbil/no');
  });
});
