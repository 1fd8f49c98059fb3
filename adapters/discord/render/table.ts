import type { Attachment, Block } from '../../../src/core/message.js';
import { plain, type Text } from '../../../src/core/text.js';
import { withoutDirectionControls } from '../../../src/language/index.js';
import { LIMITS } from '../limits.js';
import { breakMentions } from './text.js';

type Table = Extract<Block, { type: 'table' }>;

export type TableView =
  /** Aligned, for a code block. */
  | { readonly type: 'aligned'; readonly text: string }
  /** One line for each row: its first cell, then the others with their columns' names. */
  | { readonly type: 'listed'; readonly rows: readonly Text[] }
  | { readonly type: 'file'; readonly file: Attachment };

const ARABIC = /\p{Script=Arabic}/u;

/** Small tables stand in the message. Letters that join have no fixed width, so only other scripts are aligned. */
export function viewTable(table: Table): TableView {
  const cells = [table.columns, ...table.rows].map((row) => row.map(cellText));
  const text = aligned(cells);
  if (text !== undefined) return { type: 'aligned', text };
  if (table.rows.length <= LIMITS.listedRows) return { type: 'listed', rows: table.rows.map((row) => listed(row, table.columns)) };
  return { type: 'file', file: csvFile(table.caption, cells) };
}

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

/** Columns that a terminal would use: wide letters and emoji take two. */
function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    width += /\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u.test(segment) ? 2 : 1;
  }
  return width;
}

/** With the mark that tells spreadsheets that this is UTF-8; a cell that would be read as a formula gets a quote. */
function csvFile(caption: string, cells: readonly (readonly string[])[]): Attachment {
  const quote = (cell: string): string => `"${(/^[=+\-@\t\0]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`;
  const csv = `\ufeff${cells.map((row) => row.map(quote).join(',')).join('\r\n')}\r\n`;
  return { name: `${caption.trim() || 'table'}.csv`, mediaType: 'text/csv', bytes: new TextEncoder().encode(csv) };
}
