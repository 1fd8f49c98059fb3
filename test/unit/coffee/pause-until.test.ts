import { describe, expect, it } from 'vitest';
import { toLocalDate } from '../../../src/core/time.js';
import { readPause } from '../../../src/features/coffee/rules/pause-until.js';

/** A Sunday. */
const TODAY = toLocalDate('2026-11-29');

describe('how long somebody pauses', () => {
  it.each([
    ['2027-01-15', '2027-01-15'],
    ['15/1/2027', '2027-01-15'],
    ['١٥/١/٢٠٢٧', '2027-01-15'],
    ['two weeks', '2026-12-13'],
    ['for two weeks', '2026-12-13'],
    ['2 weeks', '2026-12-13'],
    ['2weeks', '2026-12-13'],
    ['٢ weeks', '2026-12-13'],
    ['a week', '2026-12-06'],
    ['a couple of weeks', '2026-12-13'],
    ['the next two weeks', '2026-12-13'],
    ['a month', '2026-12-29'],
    ['3 months', '2027-02-28'],
    ['one year', '2027-11-29'],
    ['10 days please', '2026-12-09'],
    ['next month', '2027-01-01'],
    ['until next month', '2026-12-01'],
    ['this month', '2026-12-01'],
    ['next week', '2026-12-13'],
    ['until next week', '2026-12-06'],
    ['this week', '2026-12-06'],
    ['January', '2027-02-01'],
    ['until January', '2027-01-01'],
    ['UNTIL JAN', '2027-01-01'],
    ['till March 2028', '2028-03-01'],
    ['November', '2026-12-01'],
    ['until November', '2027-11-01'],
    ['until 15 January', '2027-01-15'],
    ['January 15', '2027-01-15'],
    ['1st December', '2026-12-01'],
    ['until Thursday', '2026-12-03'],
    ['sunday', '2026-12-06'],
    ['tomorrow', '2026-12-01'],
    ['until tomorrow', '2026-11-30'],
    ['today', '2026-11-30'],
    ['until the day after tomorrow', '2026-12-01'],
    // Arabic.
    ['أسبوعين', '2026-12-13'],
    ['لمدة أسبوعين', '2026-12-13'],
    ['اسبوعان', '2026-12-13'],
    ['أسبوع', '2026-12-06'],
    ['أسبوع واحد', '2026-12-06'],
    ['٣ أسابيع', '2026-12-20'],
    ['ثلاثة أسابيع', '2026-12-20'],
    ['شهر', '2026-12-29'],
    ['شهرين', '2027-01-29'],
    ['الشهر القادم', '2027-01-01'],
    ['الشهر المقبل', '2027-01-01'],
    ['الشهر الجاي', '2027-01-01'],
    ['حتى الشهر القادم', '2026-12-01'],
    ['هذا الشهر', '2026-12-01'],
    ['الأسبوع القادم', '2026-12-13'],
    ['كانون الثاني', '2027-02-01'],
    ['حتى كانون الثاني', '2027-01-01'],
    ['لغاية يناير', '2027-01-01'],
    ['حتى ١٥ كانون الثاني', '2027-01-15'],
    ['إلى آذار ٢٠٢٧', '2027-03-01'],
    ['حتى الخميس', '2026-12-03'],
    ['حتى غد', '2026-11-30'],
    ['حتى غداً', '2026-11-30'],
    // Kurdish.
    ['دوو هەفتە', '2026-12-13'],
    ['بۆ دوو هەفتە', '2026-12-13'],
    ['بۆ ماوەی ٢ هەفتە', '2026-12-13'],
    ['یەک هەفتە', '2026-12-06'],
    ['مانگێک', '2026-12-29'],
    ['یەک مانگ', '2026-12-29'],
    ['سێ مانگ', '2027-02-28'],
    ['مانگی داهاتوو', '2027-01-01'],
    ['تا مانگی داهاتوو', '2026-12-01'],
    ['هەفتەی داهاتوو', '2026-12-13'],
    ['ئەم مانگە', '2026-12-01'],
    ['کانوونی دووەم', '2027-02-01'],
    ['تا کانوونی دووەم', '2027-01-01'],
    ['هەتا ١٥ی کانوونی دووەم', '2027-01-15'],
    ['تا پێنجشەممە', '2026-12-03'],
    ['تا سبەی', '2026-11-30'],
    // What can't be read.
    ['', undefined],
    ['soon', undefined],
    ['until', undefined],
    ['0 weeks', undefined],
    ['32 January', undefined],
    ['30 February', undefined],
    ['week month', undefined],
    ['two', undefined],
    ['next', undefined],
    ['2026-02-30', undefined],
    ['constructor', undefined],
    ['two weeks or three', undefined],
  ])('%s', (text, day) => {
    expect(readPause(text, TODAY)).toBe(day);
  });

  it.each(["until I'm back", 'until I come back', 'indefinitely', 'until further notice', 'حتى أعود', 'لحين عودتي', 'تا دەگەڕێمەوە'])(
    'has no end for %s',
    (text) => {
      expect(readPause(text, TODAY)).toBeNull();
    },
  );

  it('ends with a shorter month', () => {
    expect(readPause('a month', toLocalDate('2027-01-31'))).toBe('2027-02-28');
    expect(readPause('this year', TODAY)).toBe('2027-01-01');
    expect(readPause('next year', TODAY)).toBe('2028-01-01');
  });
});
