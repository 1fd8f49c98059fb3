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
  it('keep dates, commands and file names in order between letters of the other direction', () => {
    for (const language of ['ar', 'ckb'] as const) {
      // After Arabic letters, numbers that a hyphen joins change places: dates, months and spans of hours.
      expect(breaking(texts[language], /(?<![\u200e\w:-])\d[\dT:]*-\d|\d-\d[\dT:]*(?![\u200e\w:-])/u)).toEqual([]);
      // A leading slash, dash or dot moves to the other end of its word without a mark.
      expect(breaking(texts[language], /(?<![\u200e\w<}./:])\/[a-z]/u)).toEqual([]);
      expect(breaking(texts[language], /(?<![\u200e\w-])(?<![A-Za-z] )--[a-z]|(?<![\u200e\w/])\.[a-z]{2,}/u)).toEqual([]);
    }
  });

  it('are written with the letters, digits and signs of their language', () => {
    // The Arabic kaf and yeh, the yeh without dots, and the heh of Urdu are not letters of Sorani.
    expect(breaking(texts.ckb, /[\u0643\u064a\u0649\u06be\u0629]/u)).toEqual([]);
    expect(breaking(texts.ar, /[\u06a9\u06cc\u06d5\u06c6\u06ce\u06b5\u0695]/u)).toEqual([]);
    // The tanwin stands before its alif.
    expect(breaking(texts.ar, /\u0627\u064b/u)).toEqual([]);
    for (const language of ['en', 'ar', 'ckb'] as const) {
      expect(breaking(texts[language], /[\u0660-\u0669\u06f0-\u06f9\u066a]/u)).toEqual([]);
      // Overrides and embeddings turn around more than what they are meant for.
      expect(breaking(texts[language], /[\u202a-\u202e]/u)).toEqual([]);
    }
  });

  it('put no parentheses around the name of a language, which may have some itself, and what holds one', () => {
    for (const language of ['en', 'ar', 'ckb'] as const) expect(breaking(texts[language], /\([^)]*\{(?:language|facts)\}/u)).toEqual([]);
  });

  it('address women as well as men', () => {
    // The vowel that makes the second person a man.
    expect(breaking(texts.ar, /\u062a\u064e/u)).toEqual([]);
  });

  it('join Kurdish endings by one rule', () => {
    // An ending that begins with «ە» has a tatweel after a number, a name or a mark; others have none.
    expect(breaking(texts.ckb, /[}\d»%]ە|[}\d»]ـ[^ە]/u)).toEqual([]);
    // After Latin letters every ending has one.
    expect(breaking(texts.ckb, /[A-Za-z][\u0620-\u063f\u0641-\u06ff]/u)).toEqual([]);
  });

  it('have one word for one thing', () => {
    expect(breaking(texts.en, /\b(?:some|every|any)body\b/iu)).toEqual([]);
    expect(breaking(texts.en, /\bgender/iu)).toEqual([]);
    // Files are imported, not taken.
    const imported = texts.en.filter(([key]) => /:import\.(?!.*-taken$)/.test(key));
    expect(breaking(imported, /\btake[ns]?\b/iu)).toEqual([]);
    // Messages are passed on, and what people write in topics is copied.
    expect(breaking(texts.en, /\b(?:carry|carried|carrying|relay|mirror\w*)\b/iu)).toEqual([]);
    // Whom no match was found for is unmatched; what is not done any more is dropped.
    expect(breaking(texts.en, /\bwithout a match\b/iu)).toEqual([]);
    expect(breaking(texts.en, /^(?:would be )?left out(?:: \{reason\})?$/u)).toEqual([]);
    expect(breaking(texts.ar, /جندر|النوع الاجتماعي/u)).toEqual([]);
    expect(breaking(texts.ckb, /جێندەر/u)).toEqual([]);
    // Matching is «تشكيل الثنائيات», unlinking «إلغاء ربط», an organiser «منسّق», erasing «حذف».
    expect(breaking(texts.ar, /(?:تكوين|نكوّن|تُكوَّن) (?:الثنائيات|الجولة)|فصل الحساب|المنظّم[وي]ن|مُحي|تُمحى|أمحو/u)).toEqual([]);
    // Working hours are «ساعات الدوام», as the glossary has them; a workshop is «ورشة عمل».
    expect(breaking(texts.ar, /ساع(?:ة|ات|تا|تان|تي) (?:ال)?عمل/u)).toEqual([]);
    // The browser chat is «محادثة المتصفح», a request «يُرجى» with its vowel.
    expect(breaking(texts.ar, /دردشة|(?<![\u064b-\u0652])يرجى/u)).toEqual([]);
    // Messages are passed on («گەیاندن»), not transported; people contact one another, and do not come together as lovers do.
    expect(breaking(texts.ckb, /گواستنەوەی نامە|نامە\S* [^.،:]*(?:گواز|گواست)|بە یەکتر (?:دەگەن|بگەن)|لێ کەوتەوە/u)).toEqual([]);
    // A proposal is «پێشنیار», a form «فۆرم».
    expect(breaking(texts.ckb, /پێشنیاز|فۆڕم/u)).toEqual([]);
    // Registering is «ناونووسین», taking notes of something «تۆمارکردن».
    expect(breaking(texts.ckb, /تۆمارکردن(?!ی)|تۆمارکراو|تۆمار ب(?:کرێ|ە)|ناوی?ا?ن? تۆمار/u)).toEqual([]);
    // «بۆت» also means "for you"; a link is «بەستەر», a backup «کۆپیی پاڵپشت», the browser chat «چاتی وێبگەڕ», online «ئۆنلاین».
    expect(breaking(texts.ckb, /(?<!ڕۆ)بۆت(?:ەکە|ێک)|لینک|یەدەگ|گفتوگۆی وێبگەڕ|بە ئینتەرنێت|کۆمەڵگا/u)).toEqual([]);
    // The most that is allowed is «ئەوپەڕی», the least «لانیکەم».
    expect(breaking(texts.ckb, /زۆرترین [{\d]|لانی کەم|بەلایەنی کەم/u)).toEqual([]);
    // A day of the calendar is «بەروار», a page «لاپەڕە»; «پەڕە» is the sheet that people sign.
    expect(breaking(texts.ckb, /ڕێکەوت(?!ن|وو)/u)).toEqual([]);
    expect(breaking(texts.ckb, /(?<![\u0621-\u06ff])پەڕە(?!ی واژۆ)(?!یە تەنها)/u)).toEqual([]);
    // What is in the resource centre («مركز الموارد») is «مادة», «مواد».
    expect(breaking(texts.ar, /(?<![\u0621-\u064a])(?:و|ب|ل|ك)?(?:ال|لل)?مورد(?![\u0621-\u064a])/u)).toEqual([]);
    // Names of platforms stay in Latin letters.
    expect(breaking([...texts.ar, ...texts.ckb], /سلاك|سلاک|ديسكورد|دیسکۆرد/u)).toEqual([]);
  });

  it('are spoken: English contracts what a member reads', () => {
    const members = texts.en.filter(([key]) =>
      /^(?:coffee|topics|events|relay|members|people|invitations|letter|resources|stories|pages)/.test(key),
    );
    expect(breaking(members, /\b(?:do|does|did|is|are|was|were|could|has|have|had|will) not\b|\bcannot\b/u)).toEqual([]);
  });
});
