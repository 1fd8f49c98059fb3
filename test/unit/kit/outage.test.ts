import { expect, it } from 'vitest';
import { createOutage, createReach } from '../../../src/kit/outage.js';
import { createManualTimer, type ManualTimer } from '../../support/timer.js';

const watched = (timer: ManualTimer) => {
  const told: string[] = [];
  const outage = createOutage({
    afterMs: 60_000,
    steadyMs: 20_000,
    timer,
    lasts: () => told.push('lasts'),
    over: (forMs) => told.push(forMs === undefined ? 'there' : 'over'),
  });
  return { outage, told };
};

it('tells a loss once, measured from its beginning whatever is tried meanwhile', () => {
  const timer = createManualTimer();
  const { outage, told } = watched(timer);
  expect([outage.lost(), outage.lost(), outage.lost()]).toEqual([true, false, false]);
  expect(timer.waits()).toEqual([60_000]);
  timer.ring();
  outage.lost();
  expect([told, timer.waits()]).toEqual([['lasts'], []]);
  outage.back();
  expect(told).toEqual(['lasts']);
  timer.ring();
  outage.back();
  expect(told).toEqual(['lasts', 'over', 'there']);
  expect(outage.lost()).toBe(true);
  outage.end();
  timer.ring();
  expect(told).toHaveLength(3);
});

it('takes 471 reconnections that break again for one outage', () => {
  const timer = createManualTimer();
  const { outage, told } = watched(timer);
  const begun = [outage.lost()];
  for (let reconnection = 0; reconnection < 471; reconnection += 1) {
    outage.back();
    begun.push(outage.lost());
    if (reconnection === 235) timer.ring();
  }
  expect(begun.filter(Boolean)).toHaveLength(1);
  expect(told).toEqual(['lasts']);
  outage.back();
  timer.ring();
  expect([told, timer.waits()]).toEqual([['lasts', 'over'], []]);
});

it('tells of no outage while it is there again, and at once if it breaks again after the minute', () => {
  const timer = createManualTimer();
  const { outage, told } = watched(timer);
  outage.lost();
  outage.back();
  timer.ring();
  expect(told).toEqual(['over']);

  outage.lost();
  const [alarm] = timer.handles();
  outage.back();
  timer.ring(alarm);
  expect(told).toEqual(['over']);
  outage.lost();
  expect(told).toEqual(['over', 'lasts']);
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
