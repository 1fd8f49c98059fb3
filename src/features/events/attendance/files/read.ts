import { fold } from '../../../../core/fold.js';
import type { CsvRows, FileTools } from '../../../../ports/files.js';
import { type Column, columnOf } from './columns.js';
import { decodeFile } from './decode.js';

/** The most rows of a file: more are no attendance of one meeting. */
const RECORDS_MAX = 10_000;
/** How many cells all lines have together at most. */
const CELLS_MAX = 200_000;
/** How many characters are read to find what separates the cells. */
const SEPARATED = 100_000;
/** Headers stand near the beginning; a file without one is described by its widest line. */
const DESCRIBED = 40;

/** One stay of a person, or all of them summed up, as the file has it. */
export interface FileRow {
  /** What they are called now, and what they were called before. */
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  readonly joined: string;
  readonly left: string;
  /** Undefined if the file doesn't count them. */
  readonly minutes: number | undefined;
}

/** `columns`: none of its lines names the columns that are needed; `unknown` are those that stand there instead. */
export type FileProblem =
  | { readonly type: 'encoding' | 'broken' | 'slow' | 'empty' | 'too-long' | 'no-times' }
  | { readonly type: 'columns'; readonly unknown: readonly string[] };

/** What an organiser says of a file's columns: how each is headed. `left`: when people left, or how many minutes they were there. */
export type NamedColumns = Readonly<Partial<Record<'name' | 'email' | 'joined' | 'left', string>>>;

type Cells = readonly string[];
type Columns = ReadonlyMap<Column, number>;

/** A part of the file under its own header. */
interface Section {
  readonly columns: Columns;
  readonly rows: Cells[];
}

/**
 * The rows of an attendance file of Zoom, Teams or Google Meet; which of them it is follows from the columns. With `named` it may
 * be a file of anything else.
 */
export async function readMeetingFile(
  files: FileTools,
  bytes: Uint8Array,
  named?: NamedColumns,
): Promise<{ readonly rows: readonly FileRow[] } | { readonly problem: FileProblem }> {
  const text = decodeFile(bytes);
  if (text === undefined) return { problem: { type: 'encoding' } };
  const read = await recordsOf(files, text);
  if (read.type === 'broken' || read.type === 'slow') return { problem: { type: read.type } };
  if (read.type === 'large' || read.rows.length > RECORDS_MAX) return { problem: { type: 'too-long' } };
  const records = read.rows.map(({ cells }) => cells);
  if (records.length === 0) return { problem: { type: 'empty' } };
  const sections = sectionsOf(records, named);
  if (sections.length === 0) return { problem: { type: 'columns', unknown: unknownColumns(records) } };
  // Teams lists people first and their stays below: only the stays tell the re-joins.
  const precise = sections.filter(({ columns }) => columns.has('joined'));
  const rows = (precise.length > 0 ? precise : sections).flatMap(({ columns, rows: cells }) =>
    cells.flatMap((record) => toRow(columns, record)),
  );
  if (rows.length === 0) return { problem: { type: 'empty' } };
  return rows.some(({ joined }) => joined !== '') ? { rows } : { problem: { type: 'no-times' } };
}

async function recordsOf(files: FileTools, text: string): Promise<CsvRows> {
  const lines = text.slice(0, SEPARATED).split('\n', DESCRIBED).join('\n');
  const count = (delimiter: string) => lines.split(delimiter).length;
  const delimiter = ['\t', ';', ','].toSorted((one, other) => count(other) - count(one))[0] ?? ',';
  return files.csvOf(text, { delimiter, records: RECORDS_MAX + 1, cells: CELLS_MAX, trim: true });
}

function sectionsOf(records: readonly Cells[], named: NamedColumns | undefined): readonly Section[] {
  const sections: Section[] = [];
  for (const record of records) {
    const columns = headerOf(record, named);
    if (columns) sections.push({ columns, rows: [] });
    else sections.at(-1)?.rows.push(record);
  }
  return sections;
}

/** The places of the columns, if a line names a person and how long they stayed. */
function headerOf(record: Cells, named: NamedColumns | undefined): Columns | undefined {
  const columns = new Map<Column, number>();
  for (const [place, cell] of record.entries()) {
    for (const column of named ? columnsNamed(cell, named) : [columnOf(cell)]) {
      if (column && !columns.has(column)) columns.set(column, place);
    }
  }
  const isNamed = columns.has('name') || columns.has('firstName');
  const isTimed = columns.has('joined') || columns.has('firstJoined') || columns.has('minutes');
  return isNamed && isTimed ? columns : undefined;
}

/** What a cell of a header is by the organiser's words; whether a column tells the moment or the minutes shows in its cells. */
function columnsNamed(cell: string, named: NamedColumns): readonly Column[] {
  const is = (column: keyof NamedColumns) => cell !== '' && fold(named[column] ?? '') === fold(cell);
  return [...(['name', 'email', 'joined'] as const).filter(is), ...(is('left') ? (['left', 'minutes'] as const) : [])];
}

function unknownColumns(records: readonly Cells[]): readonly string[] {
  const [widest = []] = records.slice(0, DESCRIBED).toSorted((one, other) => other.length - one.length);
  return widest.filter((cell) => cell !== '' && columnOf(cell) === undefined).map((cell) => cell.slice(0, 40));
}

function toRow(columns: Columns, record: Cells): readonly FileRow[] {
  const cell = (column: Column): string => {
    const text = record[columns.get(column) ?? -1]?.trim() ?? '';
    // Zoom writes dashes where it has nothing to say.
    return /^-+$/.test(text) ? '' : text;
  };
  const names = columns.has('name') ? namesIn(cell('name')) : namesIn(`${cell('firstName')} ${cell('lastName')}`.trim());
  const joined = cell('joined') || cell('firstJoined');
  const minutes = readMinutes(cell('minutes'));
  const isOutside = /^yes$/i.test(cell('waiting'));
  if (names.length === 0 || isOutside || (joined === '' && minutes === undefined)) return [];
  const addresses = [cell('email'), cell('account')].filter((text) => text.includes('@')).map((text) => text.toLowerCase());
  return [{ names, addresses: [...new Set(addresses)], joined, left: cell('left') || cell('lastLeft'), minutes }];
}

/** Zoom writes «new name (original name)», Teams marks guests: «name (Guest)», «name (Unverified)». */
function namesIn(text: string): readonly string[] {
  const bare = text.replace(/\s*\((?:guest|unverified|external|host|co-host|me)\)/gi, '').trim();
  const [, now, before] = /^(.+?)\s*\(([^()]+)\)$/.exec(bare) ?? [];
  return [...new Set([now ?? bare, before ?? ''])].filter((name) => name !== '');
}

/** `62`, `62 min`, `1h 2m 3s`, `1 hr 2 min`, `01:02:03`; undefined for anything else. */
export function readMinutes(text: string): number | undefined {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  const [, hours, minutes, seconds] = /^(\d{1,2}):(\d{2}):(\d{2})$/.exec(text) ?? [];
  if (hours !== undefined) return Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
  const [whole, h, m, s] =
    /^(?:(\d+)\s*h(?:rs?|ours?)?\.?)?\s*(?:(\d+)\s*m(?:ins?|inutes?)?\.?)?\s*(?:(\d+)\s*s(?:ecs?|econds?)?\.?)?$/i.exec(text) ?? [];
  if (whole === undefined || whole === '') return undefined;
  return Number(h ?? 0) * 60 + Number(m ?? 0) + Number(s ?? 0) / 60;
}
