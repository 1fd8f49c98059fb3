import { afterEach, expect, it } from 'vitest';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
afterEach(() => world.close());

const WEBINAR = { title: 'Safe spaces', kind: ['webinar'], date: '2026-12-06', startTime: '10:00', endTime: '11:30' };
const fill = (form: string, values: object) => world.boss.submit(world.boss.control(`events:${form}:`).action, { ...values });

it('a draft that recurs warns of days off and of other events on each of its days, before it is announced', async () => {
  const blackouts = [{ from: '2026-12-19', to: '2026-12-21', label: 'Feast' }];
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', settings: { blackouts } });
  await world.boss.submit('events:new:0', { ...WEBINAR, title: 'Budgets', date: '2026-12-27' });
  await fill('details', { about: '', format: ['virtual'], place: '', link: 'meet.example.org/b', language: ['en'] });
  await world.boss.press('events:announce');
  await world.boss.submit('events:new:0', WEBINAR);
  const draft = textOf(await fill('repeat', { every: ['week'], until: '', times: '5', rule: '' }));
  expect(draft).toContain('Sunday 20 December at 10:00: It is on a day off: Feast.');
  expect(draft).toContain('Sunday 27 December at 10:00: At the same time: “Budgets”');
  expect(draft).not.toContain('Sunday 13 December at 10:00: It');
  // A draft that moves recurs from its new day on.
  const moved = textOf(await fill('times', { ...WEBINAR, date: '2026-12-08' }));
  expect(moved).toContain('After this one: Tuesday 15 December, Tuesday 22 December and Tuesday 29 December.');
  expect(moved).not.toContain('Feast');
});

it('two drafts at the same hour warn of each other, also before either is announced', async () => {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00' });
  await world.boss.submit('events:new:0', { ...WEBINAR, title: 'Budgets' });
  const second = textOf(await world.boss.submit('events:new:0', { ...WEBINAR, startTime: '11:00', endTime: '12:00' }));
  expect(second).toContain('There is also a draft at that time: “Budgets”, Sunday 6 December at 10:00.');
  expect(textOf(await world.boss.type('/events edit 1'))).toContain('There is also a draft at that time: “Safe spaces”');
  await world.boss.type('/events edit 2');
  await world.boss.press('events:discard');
  await world.boss.press('events:discard-yes');
  expect(textOf(await world.boss.type('/events edit 1'))).not.toContain('at that time');
});
