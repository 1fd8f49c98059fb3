/** The languages that Mudhif itself speaks. Members may speak others; those are ISO 639 codes in plain strings. */
export const LANGUAGES = ['en', 'ar', 'ckb'] as const;
export type Language = (typeof LANGUAGES)[number];

export type Direction = 'ltr' | 'rtl';

/** Whether a text is the code of a language that Mudhif speaks. */
export function isLanguage(value: string): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** The direction in which a language is written, as HTML calls it. */
export function directionOf(language: Language): Direction {
  return language === 'en' ? 'ltr' : 'rtl';
}
