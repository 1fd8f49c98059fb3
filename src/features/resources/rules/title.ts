import { LANGUAGES, type Language } from '../../../core/language.js';

type InLanguages = { readonly [L in Language]?: string | undefined };

interface Titled {
  readonly title: string;
  readonly titles: InLanguages;
}

interface Summarised {
  readonly summary: string;
  readonly summaries: InLanguages;
}

/** Everything that is said in one language or another, what is for the reader first. */
function allOf(usual: string, others: InLanguages, language: Language): readonly string[] {
  return [...new Set([others[language] ?? usual, usual, ...LANGUAGES.flatMap((one) => others[one] ?? [])])];
}

/** What a resource is called for a reader: in their language, if somebody said how. */
export const titleIn = ({ title, titles }: Titled, language: Language): string => titles[language] ?? title;

/** All that a resource is called, the reader's title first. */
export const titlesOf = ({ title, titles }: Titled, language: Language): readonly string[] => allOf(title, titles, language);

/** What a resource is good for, as a reader reads it: in their language, if somebody said so. */
export const summaryIn = ({ summary, summaries }: Summarised, language: Language): string => summaries[language] ?? summary;

/** All that is said of what a resource is good for, the reader's summary first. */
export const summariesOf = ({ summary, summaries }: Summarised, language: Language): readonly string[] =>
  allOf(summary, summaries, language);

/** Without the languages for which nothing was said. */
export function givenInLanguages(typed: { readonly [L in Language]: string }): InLanguages {
  return Object.fromEntries(LANGUAGES.flatMap((language) => (typed[language] === '' ? [] : [[language, typed[language]]])));
}
