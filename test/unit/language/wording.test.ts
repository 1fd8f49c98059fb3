import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCatalogues } from '../../../scripts/generate-catalogues.js';

type Texts = readonly (readonly [key: string, text: string])[];
const texts: Record<'en' | 'ar' | 'ckb', Texts> = { en: [], ar: [], ckb: [] };

beforeAll(async () => {
  const catalogues = await readCatalogues(resolve(import.meta.dirname, '../../../src/language/catalogues'));
  for (const language of ['en', 'ar', 'ckb'] as const) {
    texts[language] = Object.entries(catalogues[language] ?? {}).flatMap(([file, entries]) =>
      Object.entries(entries).map(([key, text]) => [`${file}:${key}`, text] as const),
    );
  }
});

/** The keys whose text a rule forbids. */
const breaking = (all: Texts, rule: RegExp) => all.filter(([, text]) => rule.test(text)).map(([key]) => key);

describe('the texts', () => {
  it('keep dates and commands in order between letters of the other direction', () => {
    for (const language of ['ar', 'ckb'] as const) {
      expect(breaking(texts[language], /(?<![\u200e\d-])\d{4}-\d{2}-\d{2}|\d{4}-\d{2}-\d{2}(?![\u200e\dT])/u)).toEqual([]);
      // A leading slash moves to the other end of the command without a mark.
      expect(breaking(texts[language], /(?<![\u200e\w<}./:])\/[a-z]/u)).toEqual([]);
    }
  });

  it('are written with the letters and digits of their language', () => {
    // The Arabic kaf and yeh, the yeh without dots, and the heh of Urdu are not letters of Sorani.
    expect(breaking(texts.ckb, /[\u0643\u064a\u0649\u06be\u0629]/u)).toEqual([]);
    expect(breaking(texts.ar, /[\u06a9\u06cc\u06d5\u06c6\u06ce\u06b5\u0695]/u)).toEqual([]);
    for (const language of ['en', 'ar', 'ckb'] as const) expect(breaking(texts[language], /[\u0660-\u0669\u06f0-\u06f9]/u)).toEqual([]);
  });

  it('have one word for one thing', () => {
    expect(breaking(texts.en, /\b(?:some|every)body\b/iu)).toEqual([]);
    expect(breaking(texts.en, /\bgender/iu)).toEqual([]);
    expect(breaking(texts.ar, /جندر|النوع الاجتماعي/u)).toEqual([]);
    expect(breaking(texts.ckb, /جێندەر/u)).toEqual([]);
    // Matching is «تشكيل الثنائيات», unlinking «إلغاء ربط».
    expect(breaking(texts.ar, /تكوين الثنائيات|نكوّن الثنائيات|فصل الحساب/u)).toEqual([]);
    // Messages are passed on («گەیاندن»), not transported; people contact one another, and do not come together as lovers do.
    expect(breaking(texts.ckb, /گواستنەوەی نامە|بە یەکتر (?:دەگەن|بگەن)|چی لێ کەوتەوە/u)).toEqual([]);
  });
});
