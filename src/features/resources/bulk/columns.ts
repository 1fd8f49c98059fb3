import { fold } from '../../../core/fold.js';
import { LANGUAGES, type Language } from '../../../core/language.js';
import { speaker } from '../../../language/index.js';
import { sectorLabel } from '../../members/public.js';
import { KINDS, type Kind, SHARING, type Sharing, VISIBILITIES, type Visibility } from '../types.js';

/** What a line of the list says, in the order of a template. */
export const COLUMNS = [
  'file',
  'link',
  'title',
  'summary',
  'kind',
  'language',
  'sectors',
  'organisation',
  'published',
  'sharing',
  'visibility',
] as const;
export type Column = (typeof COLUMNS)[number];
export const REQUIRED: readonly Column[] = ['title', 'summary', 'kind', 'language'];

/** Columns of an answer that comes back with the next import. */
export const ANSWERS = ['result', 'problem'];

/** A column by its code or its name in any language; undefined for one that is not for this list. */
export function columnOf(header: string): Column | undefined {
  const wanted = fold(header);
  return COLUMNS.find(
    (column) =>
      wanted === column || LANGUAGES.some((language) => wanted === fold(speaker(language).plain(`resources-bulk.column.${column}`))),
  );
}

/** What is meant by a code or its name in any language. */
function meant<T extends string>(values: readonly T[], typed: string, label: (value: T, language: Language) => string): T | undefined {
  const wanted = fold(typed);
  return values.find((value) => wanted === fold(value) || LANGUAGES.some((language) => wanted === fold(label(value, language))));
}

export const kindOf = (typed: string): Kind | undefined =>
  meant(KINDS, typed, (value, language) => speaker(language).plain(`resources.kind.${value}`));
export const languageOf = (typed: string): Language | undefined =>
  meant(LANGUAGES, typed, (value, language) => speaker(language).plain(`common.language.${value}`));
export const sharingOf = (typed: string): Sharing | undefined =>
  meant(SHARING, typed, (value, language) => speaker(language).plain(`resources.sharing.${value}`));
export const visibilityOf = (typed: string): Visibility | undefined =>
  meant(VISIBILITIES, typed, (value, language) => speaker(language).plain(`resources.visibility.${value}`));
export const sectorOf = (typed: string, sectors: readonly string[]): string | undefined => meant(sectors, typed, sectorLabel);
