import { fold } from '../../core/fold.js';
import { LANGUAGES, type Language } from '../../core/language.js';
import { speaker } from '../../language/index.js';
import { sectorLabel } from '../members/public.js';
import { wordsOf } from './rules/words.js';
import { KINDS, type Kind } from './types.js';

type LabelOf<T> = (value: T, language: Language) => string;

/** What is meant by a code or its name in any language. */
export function meant<T extends string>(values: readonly T[], typed: string, label: LabelOf<T>): T | undefined {
  const wanted = fold(typed);
  return values.find((value) => wanted === fold(value) || LANGUAGES.some((language) => wanted === fold(label(value, language))));
}

const kindLabel: LabelOf<Kind> = (kind, language) => speaker(language).plain(`resources.kind.${kind}`);
const languageLabel: LabelOf<Language> = (value, language) => speaker(language).plain(`common.language.${value}`);

export const kindOf = (typed: string): Kind | undefined => meant(KINDS, typed, kindLabel);
export const languageOf = (typed: string): Language | undefined => meant(LANGUAGES, typed, languageLabel);
export const sectorOf = (typed: string, sectors: readonly string[]): string | undefined => meant(sectors, typed, sectorLabel);

/** Whether somebody means this sector, by its code or its name in any language. */
export const isNamedSector = (code: string, name: string): boolean => meant([code], name, sectorLabel) !== undefined;

/** The same in a search, where the beginning of a name is enough: `kind:policy`, `lang:kurdish`, `lang:عربي`. */
export const kindSought = (typed: string): Kind | undefined => kindOf(typed) ?? begunBy(KINDS, typed, kindLabel);
export const languageSought = (typed: string): Language | undefined => languageOf(typed) ?? begunBy(LANGUAGES, typed, languageLabel);

const BEGINNING_MIN = 3;

function begunBy<T extends string>(values: readonly T[], typed: string, label: LabelOf<T>): T | undefined {
  const wanted = wordsOf(typed);
  if (wanted.join('').length < BEGINNING_MIN) return undefined;
  const begins = (name: string) => {
    const words = wordsOf(name);
    return wanted.every((word, index) => words[index]?.startsWith(word));
  };
  return values.find((value) => begins(value) || LANGUAGES.some((language) => begins(label(value, language))));
}
