import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/core/language.js';
import { formatList, phrase, speaker } from '../../../src/language/index.js';

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
  });
});
