import { afterEach, describe, expect, it } from 'vitest';
import { planHousekeeping } from '../../jobs/housekeeping.js';
import type { MemberId } from '../../src/core/ids.js';
import { toInstant } from '../../src/core/time.js';
import type { RegistrationState } from '../../src/features/events/types.js';
import { insertEvent } from '../support/events.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
afterEach(() => world.close());

const NOBODY = 'I can’t write to one of those who wait';

/** An event with one place: Zahra has it, Karwan and Lava wait in this order. */
async function open(mayWriteFirst: boolean): Promise<void> {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', capabilities: { unaskedDirectMessages: mayWriteFirst } });
  const now = world.clock.now();
  const { tx, events } = world.store.autocommit;
  const event = await insertEvent(tx, now, { onlineCapacity: 1 });
  const save = (member: MemberId, state: RegistrationState, order: number) =>
    events.saveAnswer({
      event,
      member,
      organisation: null,
      state,
      attends: 'online',
      registeredAt: toInstant(now - 1000 + order),
      waitingSince: state === 'waiting' ? toInstant(now - 1000 + order) : null,
    });
  await save(world.id('zahra'), 'going', 0);
  await save(world.id('karwan'), 'waiting', 1);
  await save(world.id('lava'), 'waiting', 2);
}

const statesOf = async (...users: readonly string[]) =>
  Promise.all(
    users.map(async (user) => {
      const [event] = await world.store.autocommit.events.coming(world.clock.now());
      return event && (await world.store.autocommit.events.registrationOf(event.event.id, world.id(user)))?.state;
    }),
  );
const inChannel = (user: 'zahra' | 'karwan' | 'lava', answer: string) =>
  world[user].pressAnyway(`events:answer:1.${answer}`, [], 'channel');

describe('who waits and can’t be told', () => {
  it('is passed over where the bot has to be asked first, keeps their turn, and gets a place once they allow it', async () => {
    await open(false);
    // Lava wrote to the bot before.
    await world.lava.pressAnyway('events:show:1');
    const shown = textOf(await inChannel('karwan', 'online'));
    expect(shown).toContain('I can’t write to you');
    expect(shown).toContain('You’re next in line');
    expect(textOf(await world.boss.type('/events edit 1'))).toContain(NOBODY);
    await inChannel('zahra', 'no');
    await world.runner.runDue();
    expect(await statesOf('karwan', 'lava')).toEqual(['waiting', 'offered']);
    expect(world.karwan.received()).toEqual([]);
    await world.karwan.pressAnyway('members:direct:yes', [], 'channel');
    await world.lava.pressAnyway('events:answer:1.no');
    await world.runner.runDue();
    expect(await statesOf('karwan', 'lava')).toEqual(['offered', 'declined']);
    expect(world.karwan.received().at(-1)).toContain('is free for you');
    expect(textOf(await world.boss.type('/events edit 1'))).not.toContain(NOBODY);
  });

  it('said no to direct messages: a free place is theirs when they come back, if nobody else waits', async () => {
    await open(false);
    for (const user of ['karwan', 'lava'] as const) await world[user].pressAnyway('members:direct:no', [], 'channel');
    await inChannel('zahra', 'no');
    await world.runner.runDue();
    expect(await statesOf('karwan', 'lava')).toEqual(['waiting', 'waiting']);
    expect(textOf(await inChannel('lava', 'online'))).toContain('You’re coming');
  });

  it('is passed over once a message to them failed, and keeps their turn', async () => {
    await open(true);
    world.fake.troubles.push('unreachable');
    await inChannel('zahra', 'no');
    await world.runner.runDue();
    expect(await statesOf('karwan', 'lava')).toEqual(['offered', 'waiting']);
    await world.runUntil('2026-11-22T09:11:00+03:00');
    expect(await statesOf('karwan', 'lava')).toEqual(['waiting', 'offered']);
    expect(await statesOf('karwan', 'lava')).toEqual(['waiting', 'offered']);
    expect(world.lava.received().at(-1)).toContain('is free for you');
    expect(textOf(await world.boss.type('/events edit 1'))).toContain(NOBODY);
    expect(textOf(await inChannel('karwan', 'online'))).toContain('You’re next in line');
  });

  it('gets a free place the next day once they can be told', async () => {
    await open(false);
    await inChannel('zahra', 'no');
    await world.runner.runDue();
    expect(await statesOf('karwan', 'lava')).toEqual(['waiting', 'waiting']);
    await world.karwan.pressAnyway('members:direct:yes', [], 'channel');
    await planHousekeeping(world.contexts.autocommit);
    await world.runUntil('2026-11-23T09:30:00+03:00');
    expect(await statesOf('karwan', 'lava')).toEqual(['offered', 'waiting']);
  });
});
