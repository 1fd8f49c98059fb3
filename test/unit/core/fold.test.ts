import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../../../src/core/fold.js';

test.each([
  ['case and spaces', '  Marsh \t Women\u00A0 ', 'marsh women'],
  ['accents and compatibility forms', 'Ｃａｆé ﬁne', 'cafe fine'],
  ['Arabic vowels and tatweel', 'مُنَظَّمَــة', 'منظمه'],
  ['alef forms', 'أإآٱا', 'ااااا'],
  ['hamza on its carriers', 'مؤسسة شئون', 'موسسه شيون'],
  ['teh marbuta and heh', 'شبكة', 'شبكه'],
  ['yeh forms', 'علي على عەلی', 'علي علي عهلي'],
  ['kaf forms', 'کتاب كتاب', 'كتاب كتاب'],
  ['Kurdish letters as Arabic keyboards write them', 'کوردی ڕێکخراو', 'كوردي ريكخراو'],
  ['Kurdish ae and heh', 'کۆمەڵگە کۆمهڵگه', 'كومهلگه كومهلگه'],
  ['presentation forms', 'ﻣﻨﻈﻤﺔ', 'منظمه'],
  ['digits', '٢٠٢٦ ۲۰۲۶ 2026', '2026 2026 2026'],
  ['marks of direction and joining', '\u2067اسم\u2069\u200C\u200F', 'اسم'],
])('%s are one', (_, text, folded) => {
  expect(fold(text)).toBe(folded);
});

test('what differs stays different', () => {
  expect(new Set(['نور', 'نورا', 'Noor', 'حياة', 'خيال'].map(fold)).size).toBe(5);
});

test('folding twice changes nothing, whatever the text', () => {
  const letters = fc.string({ unit: 'grapheme' });
  const arabic = fc.string({ unit: fc.integer({ min: 0x600, max: 0x6ff }).map((code) => String.fromCodePoint(code)) });
  fc.assert(
    fc.property(fc.oneof(letters, arabic, fc.string({ unit: 'binary' })), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }),
    { numRuns: 300 },
  );
});
