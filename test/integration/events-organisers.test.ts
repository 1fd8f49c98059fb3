import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FormValues, Reply } from '../../src/core/message.js';
import { createTopicsWorld, messageOf, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
beforeEach(async () => {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00' });
});
afterEach(() => world.close());

const WEBINAR = { title: 'Safe spaces, step by step', kind: ['webinar'], date: '2026-12-06', startTime: '10:00', endTime: '11:30' };

/** An announced webinar with a link. */
async function announced(given: FormValues = {}): Promise<void> {
  await world.boss.submit('events:new:0', { ...WEBINAR, ...given });
  await world.boss.submit(world.boss.control('events:details').action, {
    about: 'What we learned',
    format: ['virtual'],
    place: '',
    link: 'meet.example.org/abc',
    language: ['en'],
  });
  await world.boss.press('events:announce');
  await world.runner.runDue();
}

const filesOf = (reply: Reply) => messageOf(reply).files ?? [];

describe('the report', () => {
  it('is for organisers and advisers, of the year that runs or of the days that are asked for', async () => {
    await announced();
    expect(textOf(await world.zahra.type('/events report'))).not.toContain('webinar');
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.runUntil('2026-12-06T12:00:00+03:00');
    const report = await world.adviser.type('/events report');
    expect(textOf(report)).toContain('1 webinar');
    expect(textOf(report)).toContain('Registered: 1 · counted from: registrations');
    expect(filesOf(report).map(({ name }) => name)).toEqual([
      'events-2026-01-01-2026-12-31-kinds.png',
      'events-2026-01-01-2026-12-31.xlsx',
      'events-2026-01-01-2026-12-31-figures.csv',
      'events-2026-01-01-2026-12-31.csv',
      'events-2026-01-01-2026-12-31-kinds.svg',
    ]);
    const none = await world.boss.type('/events report 2025-01-01');
    expect(textOf(none)).toContain('No event was announced');
    expect(filesOf(none)).toEqual([]);
    expect(textOf(await world.boss.type('/events report 2026-02-01 2026-01-01'))).toContain('Please swap them');
  });
});
