import { InputError } from '../../../core/errors.js';
import type { Phrase } from '../../../core/phrase.js';
import { listed, type MessageKey, phrase } from '../../../language/index.js';
import type { FileTools, HowSheet, CsvRow as TableRow } from '../../../ports/files.js';
import { cleanLine } from '../text.js';
import { COLUMNS, type Column, columnOf, type HeaderColumn, LINES_MAX, missingIn, type Row } from './columns.js';
import { decodeText } from './decode.js';
import { isNamePart, joinedName } from './name-parts.js';
import { isOldWorkbook, isWorkbook, readWorkbook } from './workbook.js';

/** A line of the file as it stands there; `fault` if its cells can't be read. */
export interface ParsedLine {
  /** The line in the file that an editor or a spreadsheet shows, from 1. */
  readonly line: number;
  /** Without those of earlier answers. */
  readonly cells: readonly string[];
  readonly fault: Phrase | undefined;
}

/** The lines of any CSV or XLSX file. Throws an `InputError` when it can't be read as a whole. */
export async function readTable(files: FileTools, input: Uint8Array): Promise<readonly TableRow[]> {
  if (isWorkbook(input)) return (await readWorkbook(files, input, READ_MAX)).rows.map((cells, index) => ({ line: index + 1, cells }));
  if (isOldWorkbook(input)) throw new InputError('an old workbook', phrase('members.import.workbook-old'));
  const text = decodeText(input);
  return read(files, text, delimiterOf(firstLine(headOf(text))));
}

/** A list of members as it stands in the file. */
export interface ParsedFile {
  readonly lines: readonly ParsedLine[];
  /** All columns' names as they are written, those of earlier answers left out. */
  readonly header: readonly string[];
  /** Names of columns that are not for this list. */
  readonly unknown: readonly string[];
  /** What the file calls a column, so that people find it there. */
  readonly titleOf: (column: Column) => string;
  /** What a line says by column. It is made when it is needed, since all lines of a list are in memory at once. */
  readonly rowOf: (line: Pick<ParsedLine, 'cells'>) => Row;
}

/** Reads a CSV or XLSX file. Throws an `InputError` when it can't be read as a whole: format, header, quotes, size. */
export async function parseMembersFile(files: FileTools, input: string | Uint8Array): Promise<ParsedFile> {
  if (typeof input === 'string' || !isWorkbook(input)) return parseMembersCsv(files, input);
  const { rows, count } = await readWorkbook(files, input, READ_MAX);
  return toFile(
    rows.map((cells, index) => ({ line: index + 1, cells })),
    { isSheet: true, count },
  );
}

/** Reads a CSV file. Throws an `InputError` when it can't be read as a whole. */
async function parseMembersCsv(files: FileTools, input: string | Uint8Array): Promise<ParsedFile> {
  if (typeof input !== 'string' && isOldWorkbook(input)) throw new InputError('an old workbook', phrase('members.import.workbook-old'));
  const text = decodeText(input);
  const head = headOf(text);
  // Excel writes the separator on a line of its own, for itself.
  const [, told] = /^"?sep=(.)"?;*,*\n/i.exec(head) ?? [];
  const first = head.split('\n', HEADER_WITHIN).find((line) => isHeader(line.split(/[,;\t]/))) ?? firstLine(head);
  return toFile(await read(files, text, told === undefined || told === '\\' ? delimiterOf(first) : told), { count: linesIn(text) });
}

/** Titles above the table take some lines at most. */
const HEADER_WITHIN = 10;
/** How much of a file is searched for its header and its separators. */
const HEAD_MAX = 200_000;
/** Further lines are not read: there are too many then. As many columns again as the list has may be of other things. */
const READ_MAX: HowSheet = { records: LINES_MAX + HEADER_WITHIN + 1, cells: LINES_MAX * 2 * COLUMNS.length };

const headOf = (text: string): string => text.slice(0, HEAD_MAX).replace(/\r\n?/g, '\n');

/** The first line with something in it. */
function firstLine(head: string): string {
  const start = head.lastIndexOf('\n', head.search(/\S/)) + 1;
  return head.slice(start).split('\n', 1)[0] ?? '';
}

function linesIn(text: string): number {
  const end = text.includes('\n') ? '\n' : '\r';
  let count = 1;
  for (let at = text.indexOf(end); at !== -1; at = text.indexOf(end, at + 1)) count += 1;
  return count;
}

/** Spreadsheets in this region write `;`, and copied tables have tabs, so whichever the header contains most of. */
function delimiterOf(header: string): string {
  const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counted.reduce((best, each) => (each.count > best.count ? each : best)).delimiter;
}

async function read(files: FileTools, text: string, delimiter: string): Promise<readonly TableRow[]> {
  const read = await files.csvOf(text, { ...READ_MAX, delimiter, trim: false });
  switch (read.type) {
    case 'rows':
      return read.rows;
    case 'broken':
      throw new InputError('a broken table', phrase('members.import.broken', { line: read.line }));
    case 'large':
      throw new InputError('too many cells', phrase('members.import.workbook-large'));
    case 'slow':
      throw new InputError('table too slow', phrase('files.error.slow'));
    default:
      return read satisfies never;
  }
}

const isFilled = (cell: string): boolean => cleanLine(cell) !== '';

function isHeader(cells: readonly string[]): boolean {
  return missingIn(cells.map((cell) => columnOf(cell.replaceAll('"', '')))).length === 0;
}

/** `isSheet`: rows end with their last cell that is not empty. `count`: the lines of a file that was not read to its end. */
function toFile(rows: readonly TableRow[], { isSheet = false, count = 0 } = {}): ParsedFile {
  const filled = rows.filter(({ cells }) => cells.some(isFilled) && !(cells.length <= 2 && /^"?sep=/i.test(cells[0] ?? '')));
  const at = filled.slice(0, HEADER_WITHIN).findIndex(({ cells }) => isHeader(cells));
  const [header, ...lines] = filled.slice(Math.max(0, at));
  if (!header) throw new InputError('no header', phrase('members.import.empty'));
  const { columns, unknown } = readHeader(header.cells);
  const hasParts = columns.some(isNamePart);
  if (lines.length === 0) throw new InputError('no lines', phrase('members.import.empty'));
  if (lines.length > LINES_MAX) {
    throw new InputError('too many lines', phrase('members.import.too-many', { count: Math.max(lines.length, count), max: LINES_MAX }));
  }
  return {
    lines: lines.map((line) => toLine(line, columns, isSheet)),
    header: withoutAnswers(header.cells.slice(0, columns.length), columns).map(cleanLine),
    unknown,
    titleOf(column) {
      const at = columns.findIndex((one) => one === column || (column === 'name' && !columns.includes('name') && isNamePart(one)));
      return cleanLine(header.cells[at] ?? column).slice(0, TITLE_MAX);
    },
    rowOf({ cells }) {
      const named = columns.filter((column) => column !== 'answer');
      const said = named.flatMap((column, index) => (column === undefined ? [] : [[column, cells[index] ?? ''] as const]));
      const row: Row = Object.fromEntries(said.filter(([column]) => !isNamePart(column)));
      if (!hasParts) return row;
      return { ...row, name: joinedName(row.name ?? '', Object.fromEntries(said.filter(([column]) => isNamePart(column)))) };
    },
  };
}

/** How many characters of a column's name are shown. */
const TITLE_MAX = 40;

type Columns = readonly (HeaderColumn | undefined)[];

const withoutAnswers = (cells: readonly string[], columns: Columns): readonly string[] =>
  columns.includes('answer') ? cells.filter((_, index) => columns[index] !== 'answer') : cells;

function readHeader(cells: readonly string[]): { readonly columns: Columns; readonly unknown: readonly string[] } {
  const names = cells.slice(0, cells.findLastIndex(isFilled) + 1).map(cleanLine);
  const found = names.map(columnOf);
  const twice = names.filter(
    (name, index) => name !== '' && names.some((other, before) => before < index && other.toLowerCase() === name.toLowerCase()),
  );
  if (twice.length > 0)
    throw new InputError('columns twice', phrase('members.import.columns-twice', { twice: [...new Set(twice)].join(', ') }));
  // If two columns mean the same, such as «Email» and «E-mail», the first one counts.
  const columns = found.map((column, index) => (column === 'answer' || found.indexOf(column) === index ? column : undefined));
  const missing = missingIn(columns);
  if (missing.length > 0) {
    throw new InputError(
      'columns missing',
      phrase('members.import.columns-missing', { missing: listed(missing.map(columnKeyOf)), known: listed(COLUMNS.map(columnKeyOf)) }),
    );
  }
  return {
    columns,
    unknown: names.flatMap((name, index) => (columns[index] === undefined && name !== '' ? [name.slice(0, TITLE_MAX)] : [])),
  };
}

const columnKeyOf = <C extends Column>(column: C) => `members.import.column.${column}` as const satisfies MessageKey;

function toLine({ line, cells }: TableRow, columns: Columns, isSheet: boolean): ParsedLine {
  // Spreadsheets write empty cells at the end of a line; text in them means a separator too many.
  const surplus = cells.slice(columns.length).some(isFilled);
  const fault =
    surplus || (cells.length < columns.length && !isSheet)
      ? phrase('members.import.cells', { found: cells.length, expected: columns.length })
      : undefined;
  return { line, cells: withoutAnswers(cells, columns), fault };
}
