import { expect, it } from 'vitest';
import { createProblemReporter } from '../../../src/core/problem.js';
import { after, between, DAY, earliest, HOUR, latest, leftOf, toInstant, toLocalDate, toLocalTime } from '../../../src/core/time.js';
import { createTestClock } from '../../support/clock.js';

it('says what is left of what lasts a while, and nothing lasts longer when the clock steps back', () => {
  expect([HOUR, HOUR - 1, 1, 0, -DAY].map((left) => leftOf(toInstant(DAY + left), HOUR, toInstant(DAY)))).toEqual([
    HOUR,
    HOUR - 1,
    1,
    0,
    0,
  ]);
  expect([HOUR + 1, DAY].map((left) => leftOf(toInstant(DAY + left), HOUR, toInstant(DAY)))).toEqual([0, 0]);
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

it('makes instants, days and times of day of nothing else', () => {
  expect(after(toInstant(DAY), -HOUR)).toBe(DAY - HOUR);
  expect([between(toInstant(HOUR), toInstant(DAY)), between(toInstant(DAY), toInstant(HOUR))]).toEqual([DAY - HOUR, HOUR - DAY]);
  expect([earliest, latest].map((which) => which(toInstant(3), toInstant(1), toInstant(2)))).toEqual([1, 3]);
  for (const ms of [Number.NaN, 0.5, Number.POSITIVE_INFINITY]) expect(() => toInstant(ms)).toThrow(RangeError);
  expect([toLocalDate('2028-02-29'), toLocalTime('23:59')]).toEqual(['2028-02-29', '23:59']);
  for (const text of ['2026-02-29', '2026-2-9', '']) expect(() => toLocalDate(text)).toThrow(RangeError);
  for (const text of ['24:00', '9:00', '09:60', '']) expect(() => toLocalTime(text)).toThrow(RangeError);
});
