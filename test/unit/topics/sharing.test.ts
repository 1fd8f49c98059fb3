import { describe, expect, test } from 'vitest';
import { after, DAY, HOUR, toInstant } from '../../../src/core/time.js';
import { openingTime } from '../../../src/features/topics/rules/overdue.js';
import { covers, isQuestion, languageOf, refreshTime } from '../../../src/features/topics/rules/sharing.js';

const now = toInstant(Date.parse('2026-12-06T10:00:00Z'));

describe('what is shared', () => {
  test('is what was written since the yes, unless an organiser stopped it', () => {
    const yes = { share: 'yes', stopped: false, answeredAt: now } as const;
    expect([now, after(now, 1), after(now, -1)].map((at) => covers(yes, at))).toEqual([true, true, false]);
    expect(covers({ ...yes, stopped: true }, now)).toBe(false);
    expect(covers({ ...yes, share: 'no' }, now)).toBe(false);
    expect(covers({ ...yes, share: null }, now)).toBe(false);
    expect(covers(undefined, now)).toBe(false);
  });

  test.each([
    ['Who pays?', true],
    ['من يدفع؟', true],
    ['کێ پارەکە دەدات؟ ', true],
    ['«من يدفع؟»', true],
    ['Really?!', true],
    ['Who pays? I do.', false],
    ['', false],
  ])('%j is a question: %s', (text, expected) => {
    expect(isQuestion(text)).toBe(expected);
  });

  test.each([
    ['We test the wells', 'en'],
    ['نفحص الآبار مع WASH', 'ar'],
    ['بیرەکان دەپشکنین', 'ckb'],
    ['👍 3', 'ar'],
  ] as const)('%j is in %s', (text, expected) => {
    expect(languageOf(text, 'ar')).toBe(expected);
  });

  test('edits of a few seconds become one', () => {
    const at = refreshTime(now);
    expect(at - now).toBeLessThanOrEqual(5000);
    expect(refreshTime(after(now, 4999))).toBe(at);
    expect(refreshTime(after(now, 5000))).toBe(after(at, 5000));
  });
});

describe('a topic opens', () => {
  const topic = (id: number, hours: number) => ({ id, opensAt: after(now, hours * HOUR) });

  test('at its hour, and a little late at once', () => {
    expect(openingTime(topic(1, 5), [], { lastOpening: undefined, now })).toBe(after(now, 5 * HOUR));
    expect(openingTime(topic(1, -1), [topic(2, -1)], { lastOpening: now, now })).toBe(now);
  });

  test('a day after the last one and after those that are overdue longer', () => {
    const planned = [topic(3, -48), topic(1, -24), topic(2, -24), topic(4, 8)];
    const times = planned.map((each) => openingTime(each, planned, { lastOpening: undefined, now }));
    expect(times).toEqual([now, after(now, DAY), after(now, 2 * DAY), after(now, 8 * HOUR)]);
    expect(openingTime(topic(3, -48), planned, { lastOpening: after(now, -HOUR), now })).toBe(after(now, DAY - HOUR));
  });
});
