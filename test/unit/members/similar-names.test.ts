import { describe, expect, test } from 'vitest';
import { organisationTypeOf } from '../../../src/features/members/organisation-types.js';
import { areSimilar, inWords, mayBeWrittenAs } from '../../../src/features/members/rules/similar-names.js';

describe('similar organisations', () => {
  test.each([
    ['the pomegranate courtyard association', 'Pomegranate Courtyard'],
    ['Pomegranate Court Yard Network', 'Pomegranate Court'],
    ['جمعية بيت القصب', 'بيت القصب للتنمية'],
    ['ڕێکخراوی ژیان', 'ژیان'],
    ['Tigris Legal Aid', 'Tigriss Legal Aid Foundation'],
  ])('%s may be %s', (one, other) => {
    expect(areSimilar(one, other)).toBe(true);
    expect(areSimilar(other, one)).toBe(true);
  });

  test.each([
    ['Basra Women Association', 'Mosul Women Association'],
    ['River House', 'Reed House'],
    ['شبكة النساء في البصرة', 'شبكة النساء في ميسان'],
    ['Hope', 'Hope for the Children of Every Southern Village'],
  ])('%s is not %s', (one, other) => {
    expect(areSimilar(one, other)).toBe(false);
  });
});

describe('a name that nobody has approved', () => {
  test.each([
    ['Reed House', 'Reed Hause', true],
    ['The Reed House', 'House of the Reed', true],
    ['Pomegranate Courtyard', 'The Pomegranate Courtyard Association', true],
    ['جمعية بيت القصب', 'جمعيه بيت القصب', true],
    ['Tigris Institute', 'Tigris Youth Network', false],
    ['Tigris Institute', 'Tigris Foundation', false],
    ['Basra Women Association', 'Mosul Women Association', false],
    ['', 'Reed House', false],
  ])('%s may be another way to write %s: %s', (one, other, may) => {
    expect([mayBeWrittenAs(inWords(one), inWords(other)), mayBeWrittenAs(inWords(other), inWords(one))]).toEqual([may, may]);
  });
});

test.each([
  ['Local NGO', 'local'],
  ['LOCAL-NGO', 'local'],
  ['منظمة محلية', 'local'],
  ['ڕێکخراوی نێودەوڵەتی', 'international'],
  ['INGO', 'international'],
  ['Ministry', 'national'],
  ['shop', undefined],
])('the type %s is %s', (words, type) => {
  expect(organisationTypeOf(words)).toBe(type);
});
