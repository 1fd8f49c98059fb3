import { beforeEach, expect, test } from 'vitest';
import { createNeedsKeeper, NEEDS_TICK } from '../../../src/gateway/needs.js';
import type { ChatAdapter } from '../../../src/ports/chat.js';
import type { PlatformNeedName } from '../../../src/ports/needs.js';
import { createFakeAdapter } from '../../support/fake-adapter.js';
import { createTestLogger } from '../../support/logger.js';
import { createManualTimer, until } from '../../support/timer.js';

let wanted: readonly PlatformNeedName[];
let told: (readonly PlatformNeedName[])[];
let refused: readonly PlatformNeedName[];
let answer: Promise<void>;
beforeEach(() => {
  wanted = [];
  told = [];
  refused = [];
  answer = Promise.resolve();
});

const start = (
  needs: () => Promise<readonly PlatformNeedName[]> = async () => wanted,
  undo: (names: readonly PlatformNeedName[]) => Promise<void> = async (names) => {
    wanted = wanted.filter((need) => !names.includes(need));
  },
) => {
  const timer = createManualTimer();
  const logger = createTestLogger();
  const adapter: ChatAdapter = {
    ...createFakeAdapter('discord'),
    async meet(given) {
      told.push(given);
      await answer;
      return given.filter((need) => refused.includes(need));
    },
  };
  const keeper = createNeedsKeeper({
    adapters: [adapter, createFakeAdapter('web')],
    needs,
    undo,
    logger,
    timer,
  });
  return { keeper, timer, logger };
};

test('tells adapters what is needed before they connect, and looks again for what another process changed', async () => {
  wanted = ['thread-reactions'];
  const { keeper, timer } = start();
  await keeper.prepare();
  expect(told).toEqual([['thread-reactions']]);
  keeper.start();
  expect(timer.waits()).toEqual([NEEDS_TICK]);
  wanted = ['read-thread-text'];
  timer.ring();
  await until(() => told.length === 2);
  expect(told.at(-1)).toEqual(['read-thread-text']);
  keeper.stop();
  expect(timer.waits()).toEqual([]);
});

test('undoes what is refused, and tells the adapter at once', async () => {
  wanted = ['read-thread-text', 'thread-reactions'];
  refused = ['read-thread-text'];
  const { keeper } = start();
  await keeper.look();
  expect(told).toEqual([['read-thread-text', 'thread-reactions'], ['thread-reactions']]);
});

test('undoes once what no setting gives up, and again after it was not refused', async () => {
  wanted = ['read-thread-text'];
  refused = ['read-thread-text'];
  const { keeper, logger } = start(undefined, async () => {});
  const warnings = () => logger.lines.filter(({ level }) => level === 'warn').length;
  for (let time = 0; time < 3; time += 1) await keeper.look();
  expect(warnings()).toBe(1);
  refused = [];
  await keeper.look();
  refused = ['read-thread-text'];
  await keeper.look();
  expect(warnings()).toBe(2);
});

test('does not tell an adapter again while it connects', async () => {
  const { keeper } = start();
  let free = () => {};
  answer = new Promise((resolve) => {
    free = resolve;
  });
  const first = keeper.look();
  await until(() => told.length === 1);
  await keeper.look();
  expect(told).toHaveLength(1);
  free();
  await first;
  await keeper.look();
  expect(told).toHaveLength(2);
});

test('goes on when the settings can’t be read', async () => {
  let fails = true;
  const { keeper, logger } = start(async () => {
    if (fails) throw new Error('away');
    return wanted;
  });
  await keeper.prepare();
  expect(told).toEqual([]);
  expect(logger.lines.some(({ level }) => level === 'error')).toBe(true);
  fails = false;
  await keeper.look();
  expect(told).toEqual([[]]);
});
