import { CsvError, type Options } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { InputError } from '../../../core/errors.js';
import type { Phrase } from '../../../core/phrase.js';
import { phrase } from '../../../language/index.js';
import { COLUMNS, type Column, isColumn, LINES_MAX, REQUIRED, type Row } from './columns.js';
import { decodeText } from './decode.js';

/** A line of the file as it stands there; `fault` if its cells can't be read. */
export interface ParsedLine {
  /** The line in the file that a text editor shows, from 1; the header is 1. */
  readonly line: number;
  readonly row: Row;
  readonly fault: Phrase | undefined;
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Reads the lines of a file. Throws an `InputError` when it can't be read as a whole: encoding, header, quotes, size. */
export function parseMembersCsv(input: string | Uint8Array): readonly ParsedLine[] {
  // The parser counts a pair of line break characters within a cell as two lines.
  const text = decodeText(input).replace(/\r\n?/g, '\n');
  const headerEnd = text.indexOf('\n');
  const headerLine = headerEnd < 0 ? text : text.slice(0, headerEnd);
  if (headerLine.trim() === '') throw new InputError('no header', phrase('members.import.empty'));
  const records = read(text, delimiterOf(headerLine));
  const [header, ...rest] = records;
  if (!header) throw new InputError('no header', phrase('members.import.empty'));
  const columns = readHeader(header.record);
  if (rest.length === 0) throw new InputError('no lines', phrase('members.import.empty'));
  if (rest.length > LINES_MAX)
    throw new InputError('too many lines', phrase('members.import.too-many', { count: rest.length, max: LINES_MAX }));
  // A record's `lines` is the line it ends on; cells may hold line breaks.
  return rest.map(({ record, info }) => toLine(record, info.lines - breaksIn(record), columns));
}

/** Spreadsheets in this region write `;`, so whichever the header contains more of. */
function delimiterOf(header: string): ',' | ';' {
  return header.split(';').length > header.split(',').length ? ';' : ',';
}

function read(text: string, delimiter: string): readonly CsvRecord[] {
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
    const records: unknown = parse(text, options);
    return records as readonly CsvRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error['lines'] ?? 0);
    throw new InputError(`csv: ${error.code}`, phrase('members.import.broken', { line }), { cause: error });
  }
}

function readHeader(cells: readonly string[]): readonly Column[] {
  const written = cells.map((cell) => cell.trim().toLowerCase().replace(/[ -]/g, '_'));
  const names = written.slice(0, written.findLastIndex((name) => name !== '') + 1);
  const unknown = names.filter((name) => !isColumn(name));
  const missing = REQUIRED.filter((column) => !names.includes(column));
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (missing.length > 0) {
    throw new InputError(
      'columns missing',
      phrase('members.import.columns-missing', { missing: missing.join(', '), known: COLUMNS.join(', ') }),
    );
  }
  if (unknown.length > 0) {
    const shown = unknown.map((name) => (name === '' ? '—' : name.slice(0, 40))).slice(0, 8);
    throw new InputError(
      'unknown columns',
      phrase('members.import.columns-unknown', { unknown: shown.join(', '), known: COLUMNS.join(', ') }),
    );
  }
  if (twice.length > 0)
    throw new InputError('columns twice', phrase('members.import.columns-twice', { twice: [...new Set(twice)].join(', ') }));
  return names.filter(isColumn);
}

function toLine(record: readonly string[], line: number, columns: readonly Column[]): ParsedLine {
  // Spreadsheets write empty cells at the end of a line; text in them means a comma too many.
  const surplus = record.slice(columns.length).some((cell) => cell.trim() !== '');
  const fault =
    surplus || record.length < columns.length
      ? phrase('members.import.cells', { found: record.length, expected: columns.length })
      : undefined;
  const row = Object.fromEntries(columns.map((column, index) => [column, record[index] ?? '']));
  return { line, row, fault };
}

function breaksIn(record: readonly string[]): number {
  return record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
}
