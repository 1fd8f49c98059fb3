import { fold } from '../../../core/fold.js';
import { LANGUAGES, type Language } from '../../../core/language.js';
import { speaker } from '../../../language/index.js';
import { meant } from '../named.js';
import { SHARING, type Sharing, VISIBILITIES, type Visibility } from '../types.js';

/** What a line of the list says, in the order of a template. */
export const COLUMNS = [
  'file',
  'link',
  'title',
  'title_en',
  'title_ar',
  'title_ckb',
  'summary',
  'summary_en',
  'summary_ar',
  'summary_ckb',
  'kind',
  'language',
  'sectors',
  'organisation',
  'published',
  'sharing',
  'visibility',
] as const;
export type Column = (typeof COLUMNS)[number];
const REQUIRED: readonly Column[] = ['kind', 'language'];
/** The columns of what a resource is called in each language. */
export const TITLE_COLUMNS = { en: 'title_en', ar: 'title_ar', ckb: 'title_ckb' } as const satisfies Readonly<Record<Language, Column>>;
/** The columns of what it is good for in each language. */
export const SUMMARY_COLUMNS = { en: 'summary_en', ar: 'summary_ar', ckb: 'summary_ckb' } as const satisfies Readonly<
  Record<Language, Column>
>;

/** Those that a list needs and does not have. One title and one summary are enough, in whichever language. */
export function missingIn(columns: readonly (Column | undefined)[]): readonly Column[] {
  const hasAny = (...wanted: readonly Column[]) => wanted.some((column) => columns.includes(column));
  const isTitled = hasAny('title', ...Object.values(TITLE_COLUMNS));
  const isSummarised = hasAny('summary', ...Object.values(SUMMARY_COLUMNS));
  return [
    ...(isTitled ? [] : ['title' as const]),
    ...(isSummarised ? [] : ['summary' as const]),
    ...REQUIRED.filter((column) => !columns.includes(column)),
  ];
}

/** What people call the columns of titles, besides their codes and their names in a template. */
const TITLE_HEADERS: Readonly<Record<Language, readonly string[]>> = {
  en: ['English title', 'Title (English)', 'Title in English', 'العنوان الإنجليزي', 'العنوان (إنجليزي)', 'ناونیشانی ئینگلیزی'],
  ar: ['Arabic title', 'Title (Arabic)', 'Title in Arabic', 'العنوان العربي', 'العنوان (عربي)', 'ناونیشانی عەرەبی'],
  ckb: ['Kurdish title', 'Title (Kurdish)', 'Title in Kurdish', 'العنوان الكردي', 'العنوان (كردي)', 'ناونیشانی کوردی'],
};
const titleColumnOf = (wanted: string): Column | undefined => {
  const language = LANGUAGES.find((one) => TITLE_HEADERS[one].some((name) => fold(name) === wanted));
  return language && TITLE_COLUMNS[language];
};

/** Columns of an answer that comes back with the next import. */
export const ANSWERS = ['result', 'problem'];

/** A column by its code or its name in any language; undefined for one that is not for this list. */
export function columnOf(header: string): Column | undefined {
  const wanted = fold(header);
  const named = COLUMNS.find(
    (column) =>
      wanted === fold(column) || LANGUAGES.some((language) => wanted === fold(speaker(language).plain(`resources-bulk.column.${column}`))),
  );
  return named ?? titleColumnOf(wanted);
}

export const sharingOf = (typed: string): Sharing | undefined =>
  meant(SHARING, typed, (value, language) => speaker(language).plain(`resources.sharing.${value}`));
export const visibilityOf = (typed: string): Visibility | undefined =>
  meant(VISIBILITIES, typed, (value, language) => speaker(language).plain(`resources.visibility.${value}`));
