import { expect, it } from 'vitest';
import { createOutage, createReach } from '../../../src/kit/outage.js';
import { createManualTimer } from '../../support/timer.js';

it('tells a loss once, measured from its beginning whatever is tried meanwhile', () => {
  const timer = createManualTimer();
  let told = 0;
  const outage = createOutage({ afterMs: 60_000, timer, lasts: () => void (told += 1) });
  expect([outage.lost(), outage.lost(), outage.lost()]).toEqual([true, false, false]);
  expect(timer.waits()).toEqual([60_000]);
  timer.ring();
  outage.lost();
  expect([told, timer.waits()]).toEqual([1, []]);
  expect([typeof outage.back(), outage.back()]).toEqual(['number', undefined]);
  expect(outage.lost()).toBe(true);
  outage.back();
  timer.ring();
  expect(told).toBe(1);
});

it('counts requests as lost after two failures in a row, and as there after one that works', () => {
  const timer = createManualTimer();
  const told: string[] = [];
  const reach = createReach({ afterMs: 60_000, timer, lasts: () => told.push('lasts'), over: () => told.push('over') });
  reach.failed();
  expect([reach.isThere(), timer.waits()]).toEqual([true, []]);
  reach.failed();
  reach.failed();
  expect([reach.isThere(), timer.waits()]).toEqual([false, [60_000]]);
  timer.ring();
  reach.worked();
  expect([reach.isThere(), told]).toEqual([true, ['lasts', 'over']]);
});
