import { InputError } from '../../../core/errors.js';
import { fold } from '../../../core/fold.js';
import { LANGUAGES } from '../../../core/language.js';
import type { Instant, Zone } from '../../../core/time.js';
import { latinDigits, readDate, readTime } from '../../../core/written.js';
import { listed, phrase, speaker } from '../../../language/index.js';
import type { FileTools } from '../../../ports/files.js';
import { readTable, zoneOf } from '../../members/public.js';
import { KIND_DEFAULTS } from '../rules/kinds.js';
import { endsBefore } from '../rules/times.js';
import { EVENT_FORMATS, EVENT_KINDS } from '../types.js';
import { EVENTS_MAX, tidied } from './tidy.js';
import type { ReadEvent, ReadFile, ReadProblem } from './types.js';

/** The columns of a plan of events; the first four are needed. */
export const COLUMNS = [
  'title',
  'date',
  'start',
  'end',
  'kind',
  'format',
  'place',
  'link',
  'about',
  'language',
  'zone',
  'repeats',
] as const;
export type Column = (typeof COLUMNS)[number];
const NEEDED: readonly Column[] = ['title', 'date', 'start', 'end'];
/** Titles above the table take some lines at most. */
const HEADER_WITHIN = 10;
/** Characters of a heading that a sentence about its column repeats. */
const HEADING_MAX = 60;

/** What a code is called in any language, or the code itself. */
function meant<C extends string>(
  text: string,
  codes: readonly C[],
  wordOf: (code: C, language: (typeof LANGUAGES)[number]) => string,
): C | undefined {
  const wanted = fold(text);
  return codes.find((code) => fold(code) === wanted || LANGUAGES.some((language) => fold(wordOf(code, language)) === wanted));
}

const columnKeyOf = (column: Column) => `events-import.column.${column}` as const;

const columnOf = (text: string): Column | undefined =>
  meant(text, COLUMNS, (column, language) => speaker(language).plain(columnKeyOf(column)));

/** The events of a CSV or XLSX file, one a line. Throws an `InputError` for a file that can't be read, or has too many. */
export async function readSheet(
  files: FileTools,
  bytes: Uint8Array,
  { zone, now }: { readonly zone: Zone; readonly now: Instant },
): Promise<ReadFile> {
  const rows = await readTable(files, bytes);
  const start = rows
    .slice(0, HEADER_WITHIN)
    .findIndex(({ cells }) => NEEDED.every((column) => cells.some((cell) => columnOf(cell) === column)));
  const header = rows[start];
  if (!header) throw new InputError('no header', phrase('events-import.error.columns', { columns: listed(NEEDED.map(columnKeyOf)) }));
  const lines = rows.slice(start + 1).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (lines.length > EVENTS_MAX)
    throw new InputError('too many events', phrase('events-import.error.many', { count: lines.length, max: EVENTS_MAX }));
  const columns = header.cells.map(columnOf);
  const events: ReadEvent[] = [];
  const problems: ReadProblem[] = [];
  for (const { line, cells } of lines) {
    const cell = (column: Column) => cells[columns.indexOf(column)]?.trim() ?? '';
    const headingOf = (column: Column) => header.cells[columns.indexOf(column)]?.trim().slice(0, HEADING_MAX) ?? column;
    const read = await readLine(line, { cell, headingOf }, { zone, now });
    if (read.event) events.push(read.event);
    problems.push(...read.problems);
  }
  return { events, problems };
}

/** What a line says, and what the file calls a column, so that people find it there. */
interface Cells {
  readonly cell: (column: Column) => string;
  readonly headingOf: (column: Column) => string;
}

async function readLine(at: number, { cell, headingOf }: Cells, { zone: usual, now }: { readonly zone: Zone; readonly now: Instant }) {
  const [date, startTime, endTime] = [readDate(cell('date')), timeIn(cell('start')), timeIn(cell('end'))];
  const kind =
    cell('kind') === '' ? 'webinar' : meant(cell('kind'), EVENT_KINDS, (code, language) => speaker(language).plain(`events.kind.${code}`));
  const format =
    cell('format') === ''
      ? undefined
      : meant(cell('format'), EVENT_FORMATS, (code, language) => speaker(language).plain(`events.format.${code}`));
  const language =
    cell('language') === ''
      ? undefined
      : meant(cell('language'), LANGUAGES, (code, reader) => speaker(reader).plain(`common.language.${code}`));
  const zone = cell('zone') === '' ? usual : zoneOf(cell('zone'));
  const broken = (problem: ReadProblem['problem']) => ({ event: undefined, problems: [{ at, problem }] });
  if (date === undefined) return broken(phrase('events-import.problem.date', { text: cell('date').slice(0, 40) }));
  if (startTime === undefined || endTime === undefined) return broken(phrase('events-import.problem.hours'));
  if (endsBefore({ startTime, endTime })) return broken(phrase('events-hours.error.before', { start: startTime, end: endTime }));
  if (zone === undefined) return broken(phrase('events-making.error.zone', { text: cell('zone').slice(0, 60) }));
  for (const [column, isKnown] of [
    ['kind', kind],
    ['format', format ?? cell('format') === ''],
    ['language', language ?? cell('language') === ''],
  ] as const) {
    if (!isKnown) return broken(phrase('events-import.problem.word', { column: headingOf(column), text: cell(column).slice(0, 40) }));
  }
  const known = kind ?? 'webinar';
  return tidied(
    {
      at,
      title: cell('title'),
      about: cell('about'),
      kind: known,
      format: format ?? (cell('place') === '' && cell('link') === '' ? KIND_DEFAULTS[known].format : undefined),
      place: cell('place'),
      link: cell('link'),
      language,
      zone,
      times: { date, startTime, endTime },
      rule: cell('repeats') === '' ? undefined : cell('repeats'),
      uid: undefined,
    },
    now,
  );
}

/** `10:00`; a spreadsheet may hold an hour as a part of a day. */
function timeIn(text: string) {
  const part = /^0?\.\d+$/.test(latinDigits(text)) ? Math.round(Number(latinDigits(text)) * 24 * 60) : undefined;
  if (part === undefined) return readTime(text.replace(/^(\d{1,2}:\d{2}):\d{2}$/, '$1'));
  return readTime(`${String(Math.floor(part / 60)).padStart(2, '0')}:${String(part % 60).padStart(2, '0')}`);
}
