/** Spreadsheets run cells that begin so as formulas (OWASP, «CSV injection»). */
const RISKY = /^[=+\-@\t\r\n\0＝＋－＠]/;

/** One cell of a CSV: harmless in a spreadsheet, quoted where the format needs it. */
export function toCell(text: string): string {
  const safe = RISKY.test(text) ? `'${text}` : text;
  return /[",;\r\n']/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Takes back the quote that `toCell` put before a risky beginning, so that an export can be imported again. */
export function withoutQuotePrefix(text: string): string {
  return text.startsWith("'") && RISKY.test(text.slice(1)) ? text.slice(1) : text;
}

/** A whole file: UTF-8 with a mark at its head, without which spreadsheets take Arabic for another encoding. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('')}`;
}
