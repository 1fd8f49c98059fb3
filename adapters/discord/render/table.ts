import type { Attachment, Block } from '../../../src/core/message.js';
import { plain, type Text } from '../../../src/core/text.js';
import { withoutDirectionControls } from '../../../src/language/index.js';
import { LIMITS } from '../limits.js';
import { breakMentions } from './text.js';

type Table = Extract<Block, { type: 'table' }>;

/** How a table is shown. */
export type TableView =
  /** As aligned text, for a code block. */
  | { readonly type: 'aligned'; readonly text: string }
  /** As one line for each row: the first cell, then the others with the names of their columns. */
  | { readonly type: 'listed'; readonly rows: readonly Text[] }
  | { readonly type: 'file'; readonly file: Attachment };

const ARABIC = /\p{Script=Arabic}/u;

/**
 * Decides how a table is shown: small ones as aligned text or as a list, others as a CSV file. Arabic letters have no fixed width,
 * so tables with them are not aligned.
 */
export function viewTable(table: Table): TableView {
  const cells = [table.columns, ...table.rows].map((row) => row.map(cellText));
  const text = aligned(cells);
  if (text !== undefined) return { type: 'aligned', text };
  if (table.rows.length <= LIMITS.listedRows) return { type: 'listed', rows: table.rows.map((row) => listed(row, table.columns)) };
  return { type: 'file', file: csvFile(table.caption, cells) };
}

/** The table as aligned text; `undefined` if it is too large or can't be aligned. */
function aligned(cells: readonly (readonly string[])[]): string | undefined {
  const fits = (cell: string): boolean => cell.length <= LIMITS.tableWidth && !ARABIC.test(cell) && !cell.includes('`');
  if (cells.length > LIMITS.tableRows + 1 || !cells.every((row) => row.every(fits))) return undefined;
  const columns = Math.max(0, ...cells.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) => Math.max(0, ...cells.map((row) => widthOf(row[column] ?? ''))));
  if (widths.reduce((sum, width) => sum + width + 2, -2) > LIMITS.tableWidth) return undefined;
  const lines = cells.map((row) =>
    widths
      .map((width, column) => breakMentions(row[column] ?? '') + ' '.repeat(width - widthOf(row[column] ?? '')))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function listed(row: readonly Text[], columns: readonly Text[]): Text {
  const [first = [], ...others] = row;
  return [
    { type: 'bold', text: plain(first) },
    ...others.flatMap((cell, index) => [index === 0 ? ' – ' : ' · ', ...(columns[index + 1] ?? []), ': ', ...cell]),
  ];
}

function cellText(text: Text): string {
  return withoutDirectionControls(plain(text)).replace(/\s+/g, ' ').trim();
}

/** The width of a text in columns of a terminal; wide letters and emoji take two (Unicode UAX #11). */
function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    width += /\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u.test(segment) ? 2 : 1;
  }
  return width;
}

/** The table as CSV, with a byte order mark for spreadsheets. A quote stands before cells that they would take for formulas. */
function csvFile(caption: string, cells: readonly (readonly string[])[]): Attachment {
  const quote = (cell: string): string => `"${(/^[=+\-@\t\0]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`;
  const csv = `\ufeff${cells.map((row) => row.map(quote).join(',')).join('\r\n')}\r\n`;
  return { name: `${caption.trim() || 'table'}.csv`, mediaType: 'text/csv', bytes: new TextEncoder().encode(csv) };
}
