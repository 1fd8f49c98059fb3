import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src/core/settings.js';
import { toInstant, toLocalDate } from '../../../src/core/time.js';
import { endOfDiscussion, lastCallBefore } from '../../../src/features/topics/rules/closing-times.js';
import { asLines, joinLines, linesOf } from '../../../src/features/topics/rules/summary-lines.js';
import { decodeTopicQuery, encodeTopicQuery, isFound } from '../../../src/features/topics/rules/topic-query.js';

const at = (text: string) => toInstant(Date.parse(`${text}+03:00`));
const off = { ...defaultSettings, blackouts: [{ from: toLocalDate('2026-12-02'), to: toLocalDate('2026-12-06'), label: 'Feast' }] };

describe('a closing', () => {
  it('keeps its hour and avoids days off, and its last call too', () => {
    expect(endOfDiscussion(at('2026-11-22T10:00'), 14, defaultSettings)).toBe(at('2026-12-06T10:00'));
    expect(endOfDiscussion(at('2026-11-22T10:00'), 14, off)).toBe(at('2026-12-07T10:00'));
    // Friday and Saturday are off.
    expect(lastCallBefore(at('2026-12-06T10:00'), defaultSettings)).toBe(at('2026-12-03T10:00'));
    expect(lastCallBefore(at('2026-12-07T10:00'), off)).toBe(at('2026-12-01T10:00'));
  });
});

describe('the lines of a summary', () => {
  it('stand without bullets and repeats, in any script', () => {
    expect(linesOf('- One\n\n• Two\n3. Three\n١. أربعة\none\n2026 was hard')).toEqual(['One', 'Two', 'Three', 'أربعة', '2026 was hard']);
    expect(joinLines(['One', 'Two'], ['two', 'Three'])).toEqual(['One', 'Two', 'Three']);
    expect(joinLines(['👍', '!'], ['👎', '👍'])).toEqual(['👍', '!', '👎']);
  });

  it('begin with as much as the form holds', () => {
    expect(asLines(['a\nb', 'x'.repeat(400)], 400)).toEqual(['a b', `${'x'.repeat(299)}…`]);
    expect(asLines(['one', 'two', 'three'], 9)).toEqual(['one', 'two']);
    expect(asLines(['one', 'two'], 7)).toEqual(['one', 'two']);
    expect(asLines(['one', 'two'], 6)).toEqual(['one']);
    expect(asLines(['one', 'two', 'three'], 9).join('\n').length).toBeLessThanOrEqual(9);
  });
});

describe('a search for topics', () => {
  it('comes back from a button as it was, also with what separates its parts', () => {
    for (const query of [{ page: 0 }, { page: 3, words: 'a~b' }, { page: 1, year: 2026, sector: 'protection', words: 'ماء' }]) {
      expect(decodeTopicQuery(encodeTopicQuery(query))).toEqual(query);
    }
    expect(decodeTopicQuery('x~20~~')).toEqual({ page: 0 });
    const longest = encodeTopicQuery({ page: 999_999, year: 2026, sector: 'x'.repeat(41), words: 'w'.repeat(40) });
    expect(`topics:browse:${longest}`.length).toBeLessThanOrEqual(100);
  });

  it('finds each word, however its letters are written', () => {
    const topic = { sector: 'climate-change', year: 2026, texts: ['المياه النظيفة', 'کوردی ئاو'] };
    expect(isFound(topic, { page: 0, words: 'نظيفه المياة' })).toBe(true);
    expect(isFound(topic, { page: 0, words: 'كوردي' })).toBe(true);
    expect(isFound(topic, { page: 0, words: 'المياه حرب' })).toBe(false);
    expect(isFound(topic, { page: 0, sector: 'climate-change', year: 2026 })).toBe(true);
    expect(isFound(topic, { page: 0, year: 2025 })).toBe(false);
    expect(isFound({ ...topic, sector: null }, { page: 0, sector: 'climate-change' })).toBe(false);
  });
});
