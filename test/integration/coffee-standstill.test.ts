import { afterEach, describe, expect, it } from 'vitest';
import { addDays, localDateOf } from '../../src/calendar/wall-clock.js';
import { after, between, DAY, HOUR, MINUTE } from '../../src/core/time.js';
import { coffeeStore } from '../../src/features/coffee/store/index.js';
import type { Engines } from '../../src/ports/store.js';
import { createCoffeeWorld, type World } from '../support/coffee.js';

let world: World;
afterEach(() => world.close());

const ZONE = 'Asia/Baghdad';
const keys = () => world.sent.map(({ key }) => key);

describe('the server was off', () => {
  it('for four days over the invitation: people still get their days to answer', async () => {
    world = await createCoffeeWorld();
    await world.addJoined(2);
    await world.plan();
    const before = await world.round();
    await world.leapTo(after(before.invitationAt, 4 * DAY));
    const moved = await world.round();
    expect(moved).toMatchObject({ id: before.id, state: 'invited' });
    expect(localDateOf(moved.matchingAt, ZONE)).toBe(addDays(localDateOf(before.matchingAt, ZONE), 4));
    expect(keys().filter((key) => key.startsWith('coffee:introduction'))).toEqual([]);
    await world.runUntil(after(moved.matchingAt, HOUR));
    expect((await world.round()).state).toBe('introduced');
  });

  it('for a whole round: it begins anew instead of racing through', async () => {
    world = await createCoffeeWorld();
    await world.addJoined(2);
    await world.plan();
    const before = await world.round();
    await world.leapTo(after(before.closingAt, DAY));
    await world.plan();
    expect(await world.round()).toMatchObject({ id: before.id, state: 'invited' });
    const { closingAt } = await world.round();
    await world.runUntil(after(closingAt, MINUTE));
    expect(keys().filter((key) => key.startsWith('coffee:check-in'))).toHaveLength(2);
    expect((await world.store.autocommit.coffee.round(before.id))?.state).toBe('closed');
  });

  it.each([6, 20, 34, 60, 120])(
    'for %d days from the invitation on: nobody is passed over, and the round runs to its end',
    async (days) => {
      world = await createCoffeeWorld();
      await world.addJoined(2);
      await world.plan();
      const before = await world.round();
      await world.leapTo(after(before.invitationAt, days * DAY));
      await world.runUntil(after(world.clock.now(), HOUR));
      const moved = await world.round();
      expect(moved).toMatchObject({ id: before.id, state: 'invited' });
      expect(between(world.clock.now(), moved.matchingAt)).toBeGreaterThan(DAY);
      await world.runUntil(after(moved.closingAt, 2 * HOUR));
      expect((await world.store.autocommit.coffee.round(before.id))?.state).toBe('closed');
      expect(keys().filter((key) => key.startsWith('coffee:check-in'))).toHaveLength(2);
      expect(keys().filter((key) => key.startsWith('coffee:introduction'))).toHaveLength(1);
    },
  );

  it.each([34, 60, 120])('for %d days while people met: they are asked before the round closes', async (days) => {
    world = await createCoffeeWorld();
    await world.addJoined(2);
    await world.plan();
    const { id, matchingAt } = await world.round();
    await world.runUntil(after(matchingAt, HOUR));
    await world.leapTo(after(matchingAt, days * DAY));
    await world.runUntil(after(world.clock.now(), HOUR));
    expect(await world.round()).toMatchObject({ id, state: 'checking-in' });
    expect(keys().filter((key) => key.startsWith('coffee:check-in'))).toHaveLength(2);
    await world.runUntil(after((await world.round()).closingAt, 2 * HOUR));
    expect((await world.store.autocommit.coffee.round(id))?.state).toBe('closed');
  });

  it('over nudge and check-in: one question, no nudge, and time to answer it', async () => {
    world = await createCoffeeWorld();
    await world.addJoined(2);
    await world.plan();
    const { matchingAt, checkInAt, closingAt } = await world.round();
    await world.runUntil(after(matchingAt, HOUR));
    await world.leapTo(after(closingAt, HOUR));
    expect(keys().filter((key) => key.startsWith('coffee:nudge'))).toEqual([]);
    expect(keys().filter((key) => key.startsWith('coffee:check-in'))).toHaveLength(2);
    const round = await world.round();
    expect(round.state).toBe('checking-in');
    expect(between(world.clock.now(), round.closingAt)).toBeGreaterThan(between(checkInAt, closingAt) - DAY);
  });
});

describe('the server is killed', () => {
  /** The transaction that brings the round to its n-th next state comes to nothing, after all its writes. */
  it.each([1, 2, 3, 4])('in step %i of a round: it goes on, and nobody gets anything twice or nothing', async (fatal) => {
    world = await createCoffeeWorld({ coffee: { cadence: { every: 'week', weekday: 'sun' } } });
    await world.addJoined(3);
    await world.plan();
    const { id, closingAt } = await world.round();
    const { engines } = world.store;
    const transaction = engines.transaction.bind(engines);
    const reached = new Set<string>(['planned']);
    let killed = 0;
    Object.assign(engines, {
      transaction: <T>(work: (r: Engines) => Promise<T>) =>
        transaction(async (r) => {
          const result = await work(r);
          const state = (await coffeeStore(r.tx).round(id))?.state ?? 'gone';
          if (!reached.has(state)) {
            reached.add(state);
            if (reached.size - 1 === fatal) {
              killed++;
              throw new Error('killed');
            }
          }
          return result;
        }),
    });
    await world.runUntil(after(closingAt, -HOUR));
    expect(killed).toBe(1);
    expect((await world.store.autocommit.coffee.round(id))?.state).toBe('checking-in');
    expect([...keys()].sort()).toEqual([
      'coffee:check-in:1:1',
      'coffee:check-in:1:2',
      'coffee:check-in:1:3',
      'coffee:introduction:1',
      'coffee:invitation:1',
      'coffee:invitation:1:1',
      'coffee:invitation:1:2',
      'coffee:invitation:1:3',
      'coffee:nudge:1',
    ]);
  });

  it('between matching and introduction, and opened again: the introductions go out once', async () => {
    world = await createCoffeeWorld();
    await world.addJoined(4);
    await world.plan();
    const round = await world.round();
    await world.runUntil(after(round.matchingAt, -HOUR));
    world.clock.set(round.matchingAt);
    await world.matchNow();
    expect((await world.round()).state).toBe('matched');
    expect(await world.store.autocommit.coffee.matches(round.id)).toHaveLength(2);

    const again = await createCoffeeWorld({ store: world.store, start: new Date(round.matchingAt).toISOString() });
    await again.plan();
    await again.runUntil(after(round.matchingAt, HOUR));
    expect((await again.round()).state).toBe('introduced');
    expect(await again.store.autocommit.coffee.matches(round.id)).toHaveLength(2);
    expect(again.keys('coffee:introduction')).toHaveLength(2);
  });
});
