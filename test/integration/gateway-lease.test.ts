import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createGatewayKeeper, LEASE, TICK } from '../../src/gateway/keep.js';
import type { ChatAdapter, Inbox } from '../../src/ports/chat.js';
import type { LeaseRepository } from '../../src/ports/leases.js';
import { createTestClock, type TestClock } from '../support/clock.js';
import { createFakeAdapter } from '../support/fake-adapter.js';
import { createTestLogger } from '../support/logger.js';
import { openTestStore, type TestStore } from '../support/store.js';
import { createManualTimer, type ManualTimer, until } from '../support/timer.js';

const inbox = {} as Inbox;

/** A process that may receive: its adapter, and the ticks of its own timer. */
interface Contender {
  readonly keeper: ReturnType<typeof createGatewayKeeper>;
  readonly timer: ManualTimer;
  /** What the adapter was told, in turn. */
  readonly told: readonly ('open' | 'start' | 'stop')[];
  receives(): boolean;
  tick(): Promise<void>;
}

describe('who receives from a platform', () => {
  let store: TestStore;
  let clock: TestClock;
  beforeEach(async () => {
    store = await openTestStore();
    clock = createTestClock();
  });
  afterEach(() => store.close());

  const contender = (owner: string, leases: LeaseRepository = store.engines.autocommit.leases): Contender => {
    const timer = createManualTimer();
    const told: ('open' | 'start' | 'stop')[] = [];
    let receiving = false;
    const adapter: ChatAdapter = {
      ...createFakeAdapter('slack'),
      open: async () => void told.push('open'),
      start: async () => {
        receiving = true;
        told.push('start');
      },
      stop: async () => {
        receiving = false;
        told.push('stop');
      },
    };
    const keeper = createGatewayKeeper({ adapters: [adapter], leases, inbox, clock, logger: createTestLogger(), owner, timer });
    return {
      keeper,
      timer,
      told,
      receives: () => receiving,
      async tick() {
        timer.ring();
        await until(() => timer.waits().length > 0);
      },
    };
  };

  test('of two, one receives and the other can send; when the first ends, the other takes over at its next look', async () => {
    const [one, two] = [contender('one'), contender('two')];
    await Promise.all([one.keeper.start(), two.keeper.start()]);
    expect([one.receives(), two.receives()].filter(Boolean)).toHaveLength(1);
    const [holder, other] = one.receives() ? [one, two] : [two, one];
    expect(other.told).toEqual(['open']);
    await holder.keeper.stop();
    await other.tick();
    expect(other.receives()).toBe(true);
    await other.keeper.stop();
  });

  test('a holder that is gone is followed within its lease and a tick; one that lives is not', async () => {
    const [one, two] = [contender('one'), contender('two')];
    await one.keeper.start();
    await two.keeper.start();
    for (let time = 0; time < 10 * LEASE; time += TICK) {
      clock.advance(TICK);
      await one.tick();
      await two.tick();
    }
    expect([one.receives(), two.receives()]).toEqual([true, false]);
    let waited = 0;
    while (!two.receives()) {
      clock.advance(TICK);
      waited += TICK;
      await two.tick();
    }
    expect(waited).toBeLessThanOrEqual(LEASE + TICK);
    // It was only asleep: at its first look it learns that it lost its turn.
    await one.tick();
    expect(one.receives()).toBe(false);
    expect(one.told.slice(-2)).toEqual(['stop', 'open']);
    await one.keeper.stop();
    await two.tick();
    expect(two.receives(), 'the other’s lease was not given away').toBe(true);
    await two.keeper.stop();
  });

  test('a leap of the clock takes nothing from a living holder', async () => {
    const [one, two] = [contender('one'), contender('two')];
    await one.keeper.start();
    await two.keeper.start();
    for (const leap of [86_400_000, -86_400_000, 3_600_000]) {
      clock.advance(leap);
      for (let look = 0; look < 6; look += 1) {
        await two.tick();
        await one.tick();
        clock.advance(TICK);
      }
      expect([one.receives(), two.receives()]).toEqual([true, false]);
    }
    clock.advance(-86_400_000);
    let looks = 0;
    for (; !two.receives(); looks += 1) await two.tick();
    expect(looks * TICK, 'nor does it keep a dead one’s place').toBeLessThanOrEqual(LEASE + TICK);
    await one.keeper.stop();
    await two.keeper.stop();
  });

  test('a holder that can’t reach the store stops before its lease is over for others', async () => {
    let away = false;
    const leases: LeaseRepository = {
      ...store.engines.autocommit.leases,
      renew: (name, lease) => (away ? Promise.reject(new Error('away')) : store.engines.autocommit.leases.renew(name, lease)),
    };
    const one = contender('one', leases);
    await one.keeper.start();
    away = true;
    let waited = 0;
    while (one.receives()) {
      clock.advance(TICK);
      waited += TICK;
      await one.tick();
    }
    expect(waited).toBeLessThan(LEASE);
    away = false;
    for (let look = 0; look < 6; look += 1) {
      clock.advance(TICK);
      await one.tick();
    }
    expect(one.receives()).toBe(true);
    await one.keeper.stop();
  });

  test('a platform that is away at the start holds up neither the others nor its lease', async () => {
    const timer = createManualTimer();
    const started: string[] = [];
    let back = () => {};
    const away = new Promise<void>((resolve) => {
      back = resolve;
    });
    const adapter = (platform: 'slack' | 'discord'): ChatAdapter => ({
      ...createFakeAdapter(platform),
      start: async () => {
        if (platform === 'slack') await away;
        started.push(platform);
      },
    });
    const adapters = [adapter('slack'), adapter('discord')];
    const one = createGatewayKeeper({
      adapters,
      leases: store.engines.autocommit.leases,
      inbox,
      clock,
      logger: createTestLogger(),
      owner: 'one',
      timer,
    });
    const two = contender('two');
    const starting = one.start();
    await until(() => started.includes('discord'));
    await two.keeper.start();
    for (let time = 0; time < 3 * LEASE; time += TICK) {
      clock.advance(TICK);
      timer.ring();
      await until(() => timer.waits().length > 0);
      await two.tick();
    }
    expect(two.receives(), 'whoever waits for the platform keeps its turn').toBe(false);
    back();
    await starting;
    expect(started).toEqual(['discord', 'slack']);
    await one.stop();
    await two.tick();
    expect(two.receives()).toBe(true);
    await two.keeper.stop();
  });
});
