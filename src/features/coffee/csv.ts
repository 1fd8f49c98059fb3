import type { Attachment } from '../../core/message.js';

/** What a spreadsheet takes for a formula, or for something to run. */
const FORMULA = /^[=+\-@\t\r\n\0＝＋－＠]/;

/** A CSV file that spreadsheets open as it is: UTF-8 with its mark, RFC 4180 quoting, and no cell that begins a formula. */
export function csvFile(name: string, rows: readonly (readonly (string | number)[])[]): Attachment {
  const text = rows.map((row) => row.map(cell).join(',')).join('\r\n');
  return { name, mediaType: 'text/csv', bytes: new TextEncoder().encode(`\uFEFF${text}\r\n`) };
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const guarded = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
