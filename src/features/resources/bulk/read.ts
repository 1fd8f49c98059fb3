import { readAddress } from '../../../core/address.js';
import { InputError } from '../../../core/errors.js';
import { LANGUAGES, type Language } from '../../../core/language.js';
import type { Phrase, PhraseValue } from '../../../core/phrase.js';
import { type LocalDate, toLocalDate } from '../../../core/time.js';
import { latinDigits } from '../../../core/written.js';
import { listed, phrase } from '../../../language/index.js';
import type { FileTools } from '../../../ports/files.js';
import { cleanLine, readTable, tidyLines } from '../../members/public.js';
import { refusalOf } from '../link-refusal.js';
import { kindOf, languageOf, sectorOf } from '../named.js';
import { LINK_MAX, ORGANISATION_MAX, SUMMARY_MAX, TITLE_MAX } from '../rules/limits.js';
import { givenInLanguages } from '../rules/title.js';
import type { InLanguages, ResourceDetails, ResourceText } from '../types.js';
import { ANSWERS, type Column, columnOf, missingIn, SUMMARY_COLUMNS, sharingOf, TITLE_COLUMNS, visibilityOf } from './columns.js';

/** How many lines one import takes. */
const LINES_MAX = 2000;

/** Several sectors in one cell. */
const BETWEEN_SECTORS = /[|,،;؛\n\r]/;
/** Characters of a heading that a sentence about its column repeats. */
const HEADING_MAX = 60;

/** Columns by their names in the reader's language. */
const namesOf = (columns: readonly Column[]): PhraseValue => listed(columns.map((column) => `resources-bulk.column.${column}` as const));

/** What a line asks for, once nothing is wrong with it. */
export interface Wanted {
  readonly text: ResourceText;
  /** What it is called in each language for which the list says so. */
  readonly titles: InLanguages;
  /** What it is good for in each language for which the list says so. */
  readonly summaries: InLanguages;
  readonly details: ResourceDetails;
  readonly language: Language;
  /** The name of a file in the folder; empty for a link. */
  readonly file: string;
  readonly link: string;
}

export interface Line {
  /** The number of its row, as a spreadsheet counts: the heading is 1. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly wanted: Wanted | undefined;
  readonly problems: readonly Phrase[];
}

export interface ResourceList {
  /** Without the columns of an earlier answer. */
  readonly header: readonly string[];
  readonly lines: readonly Line[];
}

/** Reads a list as XLSX or CSV. Throws an `InputError` for one that can't be read as a whole. */
export async function readList(files: FileTools, bytes: Uint8Array, sectors: readonly string[]): Promise<ResourceList> {
  const [head, ...rows] = (await readTable(files, bytes)).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const header = (head?.cells ?? []).map(cleanLine);
  const columns = header.map(columnOf);
  const missing = missingIn(columns);
  if (missing.length > 0)
    throw new InputError('columns are missing', phrase('resources-bulk.error.columns', { columns: namesOf(missing) }));
  if (rows.length > LINES_MAX) throw new InputError('too many lines', phrase('resources-bulk.error.lines', { max: LINES_MAX }));
  // A title in one language stands for the title.
  const placeOf = (column: Column): number => {
    const inLanguages = { title: Object.values(TITLE_COLUMNS), summary: Object.values(SUMMARY_COLUMNS) };
    const others: readonly Column[] = column === 'title' || column === 'summary' ? inLanguages[column] : [];
    return [column, ...others].map((one) => columns.indexOf(one)).find((at) => at >= 0) ?? -1;
  };
  const headingOf = (column: Column): PhraseValue => header[placeOf(column)]?.slice(0, HEADING_MAX) ?? namesOf([column]);
  const shown = header.flatMap((name, at) => (ANSWERS.includes(name.toLowerCase()) ? [] : [at]));
  return {
    header: shown.map((at) => header[at] ?? ''),
    lines: rows.map(({ line, cells }) => {
      const cell = (column: Column) => cells[columns.indexOf(column)] ?? '';
      return { line, cells: shown.map((at) => cells[at] ?? ''), ...readLine(cell, headingOf, sectors) };
    }),
  };
}

/** @param headingOf What the file calls a column, so that people find it there. */
function readLine(
  cell: (column: Column) => string,
  headingOf: (column: Column) => PhraseValue,
  sectors: readonly string[],
): Pick<Line, 'wanted' | 'problems'> {
  const problems: Phrase[] = [];
  const one = (column: Column) => cleanLine(cell(column));
  const within = (column: Column, text: string, max: number, isRequired: boolean): string => {
    if (isRequired && text === '') problems.push(phrase('resources-bulk.problem.empty', { column: headingOf(column) }));
    if (text.length > max) problems.push(phrase('resources-bulk.problem.long', { column: headingOf(column), max }));
    return text;
  };
  const known = <T>(column: Column, read: (typed: string) => T | undefined, usual?: T): T | undefined => {
    const typed = one(column);
    if (typed === '' && usual !== undefined) return usual;
    const value = typed === '' ? undefined : read(typed);
    if (typed === '') problems.push(phrase('resources-bulk.problem.empty', { column: headingOf(column) }));
    else if (value === undefined)
      problems.push(phrase('resources-bulk.problem.unknown', { column: headingOf(column), value: typed.slice(0, 40) }));
    return value;
  };
  const titleIn = (of: Language) => within(TITLE_COLUMNS[of], one(TITLE_COLUMNS[of]), TITLE_MAX, false);
  const titles = givenInLanguages({ en: titleIn('en'), ar: titleIn('ar'), ckb: titleIn('ckb') });
  const summaryIn = (of: Language) => within(SUMMARY_COLUMNS[of], tidyLines(cell(SUMMARY_COLUMNS[of])), SUMMARY_MAX, false);
  const summaries = givenInLanguages({ en: summaryIn('en'), ar: summaryIn('ar'), ckb: summaryIn('ckb') });
  const kind = known('kind', kindOf);
  const language = known('language', languageOf);
  const own = (of: InLanguages) => (language && of[language]) ?? LANGUAGES.map((each) => of[each]).find((each) => each !== undefined) ?? '';
  const title = within('title', one('title'), TITLE_MAX, own(titles) === '') || own(titles);
  const summary = within('summary', tidyLines(cell('summary')), SUMMARY_MAX, own(summaries) === '') || own(summaries);
  const sharing = known('sharing', sharingOf, 'unknown');
  const visibility = known('visibility', visibilityOf, 'members');
  const organisation = within('organisation', one('organisation'), ORGANISATION_MAX, false);
  const publishedOn = readDate(one('published'), headingOf('published'), problems);
  const wantedSectors = cell('sectors')
    .split(BETWEEN_SECTORS)
    .map(cleanLine)
    .filter((typed) => typed !== '')
    .flatMap((typed) => {
      const sector = sectorOf(typed, sectors);
      if (sector === undefined)
        problems.push(phrase('resources-bulk.problem.unknown', { column: headingOf('sectors'), value: typed.slice(0, 40) }));
      return sector ?? [];
    });
  const [file, typedLink] = [one('file'), one('link')];
  const link = typedLink === '' ? '' : readAddress(typedLink);
  if (link === undefined || link.length > LINK_MAX) problems.push(phrase('resources-bulk.problem.link', { column: headingOf('link') }));
  else if (link !== '') problems.push(...[refusalOf(link) ?? []].flat());
  if ((file === '') === (typedLink === '')) problems.push(phrase('resources-bulk.problem.one-of'));
  if (problems.length > 0 || !kind || !language || !sharing || !visibility || link === undefined) return { wanted: undefined, problems };
  const details = { sectors: [...new Set(wantedSectors)], organisation, publishedOn, sharing, visibility };
  return { wanted: { text: { title, summary, kind }, titles, summaries, details, language, file, link }, problems };
}

/** `2025-03-01`, as spreadsheets write dates; empty for none. */
function readDate(typed: string, column: PhraseValue, problems: Phrase[]): LocalDate | null {
  if (typed === '') return null;
  try {
    return toLocalDate(latinDigits(typed));
  } catch {
    problems.push(phrase('resources-bulk.problem.date', { column }));
    return null;
  }
}
