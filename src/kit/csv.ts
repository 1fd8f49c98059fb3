/** Spreadsheets run cells that begin so as formulas (OWASP, «CSV injection»). */
const RISKY = /^[=+\-@\t\r\n\0＝＋－＠]/;

/** One cell of a CSV: harmless in a spreadsheet, quoted where the format (RFC 4180) needs it. Numbers are ours and stay numbers. */
export function toCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = RISKY.test(value) ? `'${value}` : value;
  return /[",;\r\n']/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A whole file: UTF-8 with a mark at its head, without which spreadsheets take Arabic for another encoding. */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('')}`;
}

/** A file in memory: its name, its media type and its contents. */
interface CsvFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** The same as a file that can be attached to a message. */
export function csvFile(name: string, rows: readonly (readonly (string | number)[])[]): CsvFile {
  return { name, mediaType: 'text/csv', bytes: new TextEncoder().encode(toCsv(rows)) };
}

/** Takes back the quote that stands before a risky beginning, so that an export can be imported again. */
export function withoutQuotePrefix(text: string): string {
  return text.startsWith("'") && RISKY.test(text.slice(1)) ? text.slice(1) : text;
}
