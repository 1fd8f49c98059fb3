import type { Language } from '../../../../src/core/language.js';

/** What an organiser and members write around an event, as they would in their own language. All invented. */
export interface Texts {
  readonly title: string;
  /** One word of the title, to find it by. */
  readonly word: string;
  readonly about: string;
  readonly useful: string;
  readonly missing: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: 'Budgets that donors understand',
    word: 'donors',
    about: 'We write one together, line by line. Bring a budget of yours.',
    useful: 'The template with the notes beside each line.',
    missing: 'More time for questions.',
  },
  ar: {
    title: 'موازنات يفهمها المانحون',
    word: 'المانحون',
    about: 'نكتب موازنة معًا سطرًا سطرًا. أحضروا معكم موازنة من عملكم.',
    useful: 'النموذج مع الملاحظات بجانب كل سطر.',
    missing: 'وقت أطول للأسئلة.',
  },
  ckb: {
    title: 'بودجەیەک کە بەخشەران تێی بگەن',
    word: 'بەخشەران',
    about: 'پێکەوە دێڕ بە دێڕ بودجەیەک دەنووسین. بودجەیەکی خۆتان لەگەڵ خۆتان بهێنن.',
    useful: 'ئەو نموونەیەی تێبینی لە تەنیشت هەر دێڕێکدا بوو.',
    missing: 'کاتی زیاتر بۆ پرسیار.',
  },
};
