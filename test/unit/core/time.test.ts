import { expect, it } from 'vitest';
import { createProblemReporter } from '../../../src/core/problem.js';
import { DAY, HOUR, leftOf } from '../../../src/core/time.js';
import { createTestClock } from '../../support/clock.js';

it('says what is left of what lasts a while, and nothing lasts longer when the clock steps back', () => {
  expect([HOUR, HOUR - 1, 1, 0, -DAY].map((left) => leftOf(DAY + left, HOUR, DAY))).toEqual([HOUR, HOUR - 1, 1, 0, 0]);
  expect([HOUR + 1, DAY].map((left) => leftOf(DAY + left, HOUR, DAY))).toEqual([0, 0]);
});

it('tells a problem that passes again after an hour, and not a day later because the clock stepped back', () => {
  const clock = createTestClock();
  const told: number[] = [];
  const reporter = createProblemReporter({ clock, occurred: () => told.push(clock.now()), over: () => {} });
  const problem = { code: 'slow', where: '', explanation: { key: 'x', values: {} }, lasting: false } as never;
  expect([reporter.report(problem), reporter.report(problem)]).toEqual([true, false]);
  clock.advance(-DAY);
  expect([reporter.report(problem), reporter.report(problem)]).toEqual([true, false]);
  clock.advance(HOUR);
  expect(reporter.report(problem)).toBe(true);
});
