import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toId } from '../../src/core/ids.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import { insertGoing } from '../support/events.js';
import { recordStatements } from '../support/statements.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
beforeEach(async () => {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00' });
});
afterEach(() => world.close());

const WEBINAR = { title: 'Safe spaces', kind: ['webinar'], date: '2026-12-06', startTime: '10:00', endTime: '11:30' };
const NO_LIMIT = { roomCapacity: '', onlineCapacity: '', organisationSeats: '', registrationUntil: '' };
const fill = (form: string, values: object) => world.boss.submit(world.boss.control(`events:${form}:`).action, { ...values });
const tx = () => world.store.autocommit.tx;

/** Four weekly webinars without a limit; two people come to the second and the fourth. */
async function weekly(): Promise<void> {
  await world.boss.submit('events:new:0', WEBINAR);
  await fill('details', { about: '', format: ['virtual'], place: '', link: 'meet.example.org/abc', language: ['en'] });
  await fill('repeat', { every: ['week'], until: '', times: '4', rule: '' });
  await world.boss.press('events:announce');
  await world.runUntil('2026-11-22T09:30:00+03:00');
  for (const event of [2, 4]) for (const user of ['zahra', 'karwan'] as const) await insertGoing(tx(), toId(event), world.id(user));
}

const limits = async () => {
  const all = await eventsStore(tx()).wholeOf([1, 2, 3, 4].map((id) => toId(id)));
  return all.map(({ event }) => event.onlineCapacity);
};

async function lowerTo(places: string): Promise<void> {
  await world.boss.type('/events edit 1');
  await fill('places', { ...NO_LIMIT, onlineCapacity: places });
}

describe('fewer places at the later events of a series', () => {
  it('asks first, and names each event at which more people have a place', async () => {
    await weekly();
    await lowerTo('1');
    const asked = textOf(await world.boss.press('events:series-apply:'));
    expect(asked).toContain('Later events of this series would have fewer places');
    expect(asked).toContain('Sunday 13 December at 10:00: 2 people have a place online, and there would be only one.');
    expect(asked).toContain('Sunday 27 December at 10:00: 2 people have a place online, and there would be only one.');
    expect(asked).not.toContain('20 December');
    await world.runner.runDue();
    expect(await limits()).toEqual([1, null, null, null]);
    expect(textOf(await world.boss.press('events:series-apply-yes'))).toContain('I’m changing the later events now');
    await world.runner.runDue();
    expect(await limits()).toEqual([1, 1, 1, 1]);
    // Nobody loses a place.
    const states = await eventsStore(tx()).registrationsOf(toId(2));
    expect(states.map(({ state }) => state)).toEqual(['going', 'going']);
  });

  it('does not ask where everybody keeps a place, nor of an event that keeps its own limits', async () => {
    await weekly();
    await lowerTo('2');
    expect(textOf(await world.boss.press('events:series-apply:'))).toContain('I’m changing the later events now');
    await world.runner.runDue();
    for (const event of [2, 4]) {
      await world.boss.type(`/events edit ${event}`);
      await fill('places', { ...NO_LIMIT, onlineCapacity: '5' });
    }
    await lowerTo('1');
    expect(textOf(await world.boss.press('events:series-apply:'))).toContain('I’m changing the later events now');
    await world.runner.runDue();
    expect(await limits()).toEqual([1, 5, 1, 5]);
  });

  it('changes nothing with a question that was asked before another change, and costs at most ten statements', async () => {
    await weekly();
    await lowerTo('1');
    const recorded = recordStatements();
    await world.boss.press('events:series-apply:');
    recorded.stop();
    const read = recorded.ran.filter(({ source, changed }) => !changed && !/^\s*(?:begin|commit|rollback|savepoint|release)/i.test(source));
    expect(read.length).toBeLessThanOrEqual(10);
    const { action } = world.boss.control('events:series-apply-yes');
    await lowerTo('3');
    expect(textOf(await world.boss.pressAnyway(action))).toContain('changed');
    await world.runner.runDue();
    expect(await limits()).toEqual([3, null, null, null]);
  });
});
