import { CsvError, type Options } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { InputError } from '../../../core/errors.js';
import type { Phrase } from '../../../core/phrase.js';
import { phrase } from '../../../language/index.js';
import { cleanLine } from '../text.js';
import { COLUMNS, type Column, columnOf, LINES_MAX, REQUIRED, type Row } from './columns.js';
import { decodeText } from './decode.js';
import { isOldWorkbook, isWorkbook, readWorkbook } from './workbook.js';

/** A line of the file as it stands there; `fault` if its cells can't be read. */
export interface ParsedLine {
  /** The line in the file that an editor or a spreadsheet shows, from 1. */
  readonly line: number;
  readonly row: Row;
  readonly cells: readonly string[];
  readonly fault: Phrase | undefined;
}

/** The lines of any CSV or XLSX file. Throws an `InputError` when it can't be read as a whole. */
export async function readTable(input: Uint8Array): Promise<readonly TableRow[]> {
  if (isWorkbook(input)) return (await readWorkbook(input)).map((cells, index) => ({ line: index + 1, cells }));
  if (isOldWorkbook(input)) throw new InputError('an old workbook', phrase('members.import.workbook-old'));
  const text = decodeText(input).replace(/\r\n?/g, '\n');
  const first = text.split('\n').find((line) => line.trim() !== '') ?? '';
  return read(text, delimiterOf(first));
}

/** A list of members as it stands in the file. */
export interface ParsedFile {
  readonly lines: readonly ParsedLine[];
  /** All columns' names as they are written, those of earlier answers left out. */
  readonly header: readonly string[];
  /** Names of columns that are not for this list. */
  readonly unknown: readonly string[];
}

interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Reads a CSV or XLSX file. Throws an `InputError` when it can't be read as a whole: format, header, quotes, size. */
export async function parseMembersFile(input: string | Uint8Array): Promise<ParsedFile> {
  if (typeof input === 'string' || !isWorkbook(input)) return parseMembersCsv(input);
  const sheet = await readWorkbook(input);
  const width = Math.max(0, ...sheet.map((row) => row.length));
  return toFile(sheet.map((cells, index) => ({ line: index + 1, cells: Array.from({ length: width }, (_, at) => cells[at] ?? '') })));
}

/** Reads a CSV file. Throws an `InputError` when it can't be read as a whole. */
export function parseMembersCsv(input: string | Uint8Array): ParsedFile {
  if (typeof input !== 'string' && isOldWorkbook(input)) throw new InputError('an old workbook', phrase('members.import.workbook-old'));
  const text = decodeText(input).replace(/\r\n?/g, '\n');
  // Excel writes the separator on a line of its own, for itself.
  const [, told] = /^"?sep=(.)"?;*,*\n/i.exec(text) ?? [];
  const first =
    text.split('\n', HEADER_WITHIN).find((line) => isHeader(line.split(/[,;\t]/))) ??
    text.split('\n').find((line) => line.trim() !== '') ??
    '';
  return toFile(read(text, told === undefined || told === '\\' ? delimiterOf(first) : told));
}

/** Titles above the table take some lines at most. */
const HEADER_WITHIN = 10;

/** Spreadsheets in this region write `;`, and copied tables have tabs, so whichever the header contains most of. */
function delimiterOf(header: string): string {
  const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counted.reduce((best, each) => (each.count > best.count ? each : best)).delimiter;
}

function read(text: string, delimiter: string): readonly TableRow[] {
  const options: Options = {
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    relax_quotes: true,
  };
  try {
    // With `info`, each record comes with its position.
    const records = parse(text, options) as unknown as readonly {
      readonly record: readonly string[];
      readonly info: { readonly lines: number };
    }[];
    // A record's `lines` is the line it ends on; cells may hold line breaks.
    return records.map(({ record, info }) => ({ line: info.lines - breaksIn(record), cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error['lines'] ?? 0);
    throw new InputError(`csv: ${error.code}`, phrase('members.import.broken', { line }), { cause: error });
  }
}

const isFilled = (cell: string): boolean => cleanLine(cell) !== '';

function isHeader(cells: readonly string[]): boolean {
  const found = cells.map((cell) => columnOf(cell.replaceAll('"', '')));
  return REQUIRED.every((column) => found.includes(column));
}

function toFile(rows: readonly TableRow[]): ParsedFile {
  const filled = rows.filter(({ cells }) => cells.some(isFilled) && !(cells.length <= 2 && /^"?sep=/i.test(cells[0] ?? '')));
  const at = filled.slice(0, HEADER_WITHIN).findIndex(({ cells }) => isHeader(cells));
  const [header, ...lines] = filled.slice(Math.max(0, at));
  if (!header) throw new InputError('no header', phrase('members.import.empty'));
  const { columns, unknown } = readHeader(header.cells);
  if (lines.length === 0) throw new InputError('no lines', phrase('members.import.empty'));
  if (lines.length > LINES_MAX) {
    throw new InputError('too many lines', phrase('members.import.too-many', { count: lines.length, max: LINES_MAX }));
  }
  return {
    lines: lines.map((line) => toLine(line, columns)),
    header: columns.flatMap((column, index) => (column === 'answer' ? [] : [cleanLine(header.cells[index] ?? '')])),
    unknown,
  };
}

type HeaderColumn = Column | 'answer' | undefined;

function readHeader(cells: readonly string[]): { readonly columns: readonly HeaderColumn[]; readonly unknown: readonly string[] } {
  const names = cells.slice(0, cells.findLastIndex(isFilled) + 1).map(cleanLine);
  const found = names.map(columnOf);
  const twice = names.filter(
    (name, index) => name !== '' && names.some((other, before) => before < index && other.toLowerCase() === name.toLowerCase()),
  );
  if (twice.length > 0)
    throw new InputError('columns twice', phrase('members.import.columns-twice', { twice: [...new Set(twice)].join(', ') }));
  // Of two columns that mean the same, such as «Email» and «E-mail», the first one counts.
  const columns = found.map((column, index) => (column === 'answer' || found.indexOf(column) === index ? column : undefined));
  const missing = REQUIRED.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    const known = COLUMNS.join(', ');
    throw new InputError('columns missing', phrase('members.import.columns-missing', { missing: missing.join(', '), known }));
  }
  return { columns, unknown: names.flatMap((name, index) => (columns[index] === undefined && name !== '' ? [name.slice(0, 40)] : [])) };
}

function toLine({ line, cells }: TableRow, columns: readonly HeaderColumn[]): ParsedLine {
  // Spreadsheets write empty cells at the end of a line; text in them means a separator too many.
  const surplus = cells.slice(columns.length).some(isFilled);
  const fault =
    surplus || cells.length < columns.length
      ? phrase('members.import.cells', { found: cells.length, expected: columns.length })
      : undefined;
  const row = Object.fromEntries(
    columns.flatMap((column, index) => (column === undefined || column === 'answer' ? [] : [[column, cells[index] ?? ''] as const])),
  );
  return { line, row, cells: columns.flatMap((column, index) => (column === 'answer' ? [] : [cells[index] ?? ''])), fault };
}

function breaksIn(record: readonly string[]): number {
  return record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
}
