import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/core/language.js';
import { plain } from '../../../src/core/text.js';
import { toInstant, toLocalDate } from '../../../src/core/time.js';
import { calendarNames, formatInstant, formatList, phrase, speaker } from '../../../src/language/index.js';

describe('speaker', () => {
  it('says a message in each language', () => {
    expect(LANGUAGES.map((language) => speaker(language).plain('common.yes'))).toEqual(['Yes', 'نعم', 'بەڵێ']);
  });

  it('says a phrase made elsewhere', () => {
    expect(speaker('ar').phrase(phrase('common.no'))).toEqual(['لا']);
  });

  it('refuses a key that is in no catalogue', () => {
    expect(() => speaker('en').phrase({ key: 'common.nothing-like-it' })).toThrow(RangeError);
  });

  it('joins a list as each language does', () => {
    expect(LANGUAGES.map((language) => formatList(['a', 'b', 'c'], language))).toEqual(['a, b and c', 'a وb وc', 'a، b و c']);
    expect(formatList(['الوقاية', 'الإغاثة والتعافي', 'التشريع'], 'ar')).toBe('الوقاية، الإغاثة والتعافي، والتشريع');
    expect(formatList(['الإغاثة والتعافي'], 'ar')).toBe('الإغاثة والتعافي');
  });

  it('puts a day into words in the language in which it is said', () => {
    const said = phrase('coffee-organisers.error.under-way', { round: 5, date: { type: 'day', date: toLocalDate('2026-12-31') } });
    expect(plain(speaker('en').phrase(said))).toContain('Round 5 is under way until \u2068Thursday, 31 December 2026\u2069.');
    expect(plain(speaker('ckb').phrase(said))).toContain('پێنجشەممە، 31ی کانوونی یەکەمی 2026');
  });

  it('writes a date as each language does', () => {
    const instant = toInstant(Date.parse('2026-12-06T07:00:00Z'));
    expect(LANGUAGES.map((language) => formatInstant(instant, 'Asia/Baghdad', language, 'date-time'))).toEqual([
      'Sunday 6 December at 10:00',
      'الأحد 6 كانون الأول، الساعة\u00a010:00',
      'یەکشەممە، 6ی کانوونی یەکەم، کاتژمێر 10:00',
    ]);
    expect(formatInstant(instant, 'Asia/Baghdad', 'ar', 'long-date')).toBe('الأحد 6 كانون الأول 2026');
    expect(formatInstant(instant, 'Asia/Baghdad', 'ar', 'time')).toBe('10:00');
    expect(LANGUAGES.map((language) => formatInstant(instant, 'Asia/Baghdad', language, 'short-date-time'))).toEqual([
      '6 Dec 2026, 10:00',
      '6 كانون الأول 2026، الساعة\u00a010:00',
      '6ی کانوونی یەکەمی 2026، کاتژمێر 10:00',
    ]);
    const midnight = toInstant(Date.parse('2026-12-05T21:00:00Z'));
    for (const language of LANGUAGES) expect(formatInstant(midnight, 'Asia/Baghdad', language, 'time')).toBe('00:00');
    expect(formatInstant(instant, 'Asia/Baghdad', 'ckb', 'long-date')).toBe('یەکشەممە، 6ی کانوونی یەکەمی 2026');
  });

  it('names the days and months as its dates do, for a page that puts dates together itself', () => {
    const { weekdays, months } = calendarNames('ckb');
    expect([weekdays[0], months[0], months[11]]).toEqual(['یەکشەممە', 'کانوونی دووەم', 'کانوونی یەکەم']);
    expect(calendarNames('en').weekdays.slice(-1)).toEqual(['Saturday']);
  });
});
