/** Spreadsheets run cells that start with these characters as formulas (OWASP, "CSV Injection"). */
const RISKY = /^[=+\-@\t\r\n\0＝＋－＠]/;

/**
 * Formats one cell: text that a spreadsheet would run gets a leading apostrophe, and quotes are added where RFC 4180 needs
 * them. Numbers never come from users, so they are written as they are.
 */
export function toCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = RISKY.test(value) ? `'${value}` : value;
  return /[",;\r\n']/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Formats a whole file. It starts with a byte order mark, without which spreadsheets misread Arabic. */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('')}`;
}

/** A file in memory: its name, its media type and its contents. */
interface CsvFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/**
 * Formats rows as a CSV file in memory.
 * @param name The file's name, with its extension.
 */
export function csvFile(name: string, rows: readonly (readonly (string | number)[])[]): CsvFile {
  return { name, mediaType: 'text/csv', bytes: new TextEncoder().encode(toCsv(rows)) };
}

/** Removes the apostrophe that `toCell` adds, so that an export can be imported again. */
export function withoutQuotePrefix(text: string): string {
  return text.startsWith("'") && RISKY.test(text.slice(1)) ? text.slice(1) : text;
}
