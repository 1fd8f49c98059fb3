import { afterEach, expect, it } from 'vitest';
import { after, DAY } from '../../src/core/time.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import { insertEvent, insertGoing } from '../support/events.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
afterEach(() => world.close());

it('who missed events in a row is told to an organiser who asks alone, and that they asked is kept', async () => {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00' });
  const { tx } = world.store.autocommit;
  const events = eventsStore(tx);
  // Two events at which karwan was and zahra was not, and one that comes.
  for (const days of [-40, -30, 0]) {
    const id = await insertEvent(tx, after(world.clock.now(), days * DAY));
    for (const user of ['zahra', 'karwan'] as const) await insertGoing(tx, id, world.id(user));
    const session = (await events.whole(id))?.sessions[0];
    const registration = await events.registrationOf(id, world.id('karwan'));
    if (!session || !registration || days === 0) continue;
    await events.saveAttendance([
      { session: session.id, registration: registration.id, source: 'list', share: 100, recordedAt: session.endsAt },
    ]);
  }
  const shown = ['/events show 3', '/events edit 3', '/events attendance 3'];
  for (const line of shown) expect(textOf(await world.boss.type(line))).not.toContain('2 events');
  expect(textOf(await world.boss.pressAnyway('events:registrants:3'))).not.toContain('2 events');
  const asked = textOf(await world.boss.press('events:no-shows'));
  expect(asked).toContain('zahra: 2 events');
  expect(asked).not.toContain('karwan');
  expect((await world.store.autocommit.audit.list({ offset: 0, limit: 1 }))[0]).toMatchObject({ action: 'events.no-shows' });
  for (const user of ['zahra', 'karwan'] as const) {
    expect(textOf(await world[user].pressAnyway('events:no-shows:3'))).not.toContain('2 events');
    expect(textOf(await world[user].type('/events show 3'))).not.toContain('2 events');
  }
  // Nobody is written to because of it.
  await world.runner.runDue();
  expect(world.zahra.received()).toEqual([]);
});
