import { describe, expect, it } from 'vitest';
import { inLanguage, isAsked, isNamed, mergedAnswer, postLanguages, stateAfterChange } from '../../../src/features/stories/rules/story.js';
import { replaceWhole, withoutNames } from '../../../src/features/stories/rules/without-names.js';

const without = (text: string, ...names: string[]) => withoutNames(text, names, () => '…');

describe('names of people who have not agreed', () => {
  it.each([
    ['Hana Karim opened it.', '… opened it.'],
    ['We asked hana, then KARIM.', 'We asked …, then ….'],
    ['Hana’s idea; Hana-Karim’s too', '…’s idea; …’s too'],
    ['Hanan and Johana came', 'Hanan and Johana came'],
    ['', ''],
  ])('are left out of “%s”', (text, expected) => {
    expect(without(text, 'Hana Karim')).toBe(expected);
  });

  it.each([
    ['فتحت هناء كريم الباب', 'فتحت … الباب'],
    ['وهَنَاء قالت لكريم', 'و… قالت ل…'],
    ['زرنا هنأء', 'زرنا …'],
    ['هناءالله', '…'],
  ])('are left out of “%s”, in any spelling', (text, expected) => {
    expect(without(text, 'هناء كريم')).toBe(expected);
  });

  it('are left out with the endings of Kurdish', () => {
    expect(without('لەگەڵ ئازادەوە و ئازادی', 'ئازاد')).toBe('لەگەڵ … و …');
  });

  it('are whole names where only whole ones are meant, and no pattern', () => {
    expect(replaceWhole('Hana met Hana Karim', 'Hana Karim', () => '…')).toBe('Hana met …');
    expect(without('a.b (c) [d]', '.* (.+) [')).toBe('a.b (c) [d]');
    expect(without('Al came with Al-Tamimi', 'Zainab Al-Tamimi')).toBe('Al came with Al-…');
  });
});

describe('who is named', () => {
  it('is only who said yes, as long as the author wants it', () => {
    expect(isNamed({ listed: true, answer: 'yes' })).toBe(true);
    expect(isNamed({ listed: false, answer: 'yes' })).toBe(false);
    expect(isNamed({ listed: true, answer: null })).toBe(false);
  });
  it('is asked once the story is handed in, and not after a no', () => {
    expect(isAsked({ listed: true, answer: null }, 'draft')).toBe(false);
    expect(isAsked({ listed: true, answer: null }, 'pending')).toBe(true);
    expect(isAsked({ listed: true, answer: 'no' }, 'published')).toBe(false);
  });
  it('stays unnamed when one of two accounts has said no', () => {
    expect(mergedAnswer('yes', 'no')).toBe('no');
    expect(mergedAnswer(null, 'yes')).toBe('yes');
    expect(mergedAnswer(null, null)).toBeNull();
  });
});

describe('the languages of a story', () => {
  const texts = [{ language: 'ar' }, { language: 'en' }] as const;
  it('are the reader’s, or else that in which it was told', () => {
    expect(inLanguage(texts, 'ar', 'en')?.language).toBe('en');
    expect(inLanguage(texts, 'ar', 'ckb')?.language).toBe('ar');
    expect(inLanguage([], 'ar', 'ckb')).toBeUndefined();
  });
  it('are in its post those of the community', () => {
    expect(postLanguages(['en', 'ckb'], ['ar', 'en'])).toEqual(['en']);
    expect(postLanguages(['ckb'], ['ar'])).toEqual(['ckb']);
  });
  it('are read once more when what is published is changed', () => {
    expect(stateAfterChange('published')).toBe('pending');
    expect(stateAfterChange('back')).toBe('back');
  });
});
