import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import type { CsvRow, CsvRows, HowCsv } from '../../ports/files.js';
import { TooLarge, textBudget } from './table-text.js';

/** The most characters of one line: a longer one comes from a quotation mark that was not closed. */
const RECORD_MAX = 100_000;

/** The lines of a CSV file, up to as many as are wanted. */
export function readCsv(text: string, { delimiter, records, cells, trim }: HowCsv): CsvRows {
  const rows: CsvRow[] = [];
  const take = textBudget(cells);
  const lines = text.replace(/\r\n?/g, '\n');
  const tooLong = longLineIn(lines);
  if (tooLong !== undefined) return { type: 'broken', line: tooLong };
  try {
    parse(lines, {
      delimiter,
      trim,
      to: records,
      max_record_size: RECORD_MAX,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      on_record(record, { lines: line }) {
        // `line` is the line it ends on; cells may hold line breaks.
        rows.push({ line: line - breaksIn(record), cells: take(record) });
        return null;
      },
    });
    return { type: 'rows', rows };
  } catch (error) {
    if (error instanceof TooLarge) return { type: 'large' };
    return { type: 'broken', line: error instanceof CsvError ? Number(error['lines'] ?? 0) : 0 };
  }
}

/** The first line that is longer than a record may be; the parser does not count cells that are empty. */
function longLineIn(text: string): number | undefined {
  for (let [line, at] = [1, 0]; at < text.length; line += 1) {
    const end = text.indexOf('\n', at);
    const next = end === -1 ? text.length : end;
    if (next - at > RECORD_MAX) return line;
    at = next + 1;
  }
  return undefined;
}

function breaksIn(record: readonly string[]): number {
  return record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
}

/** The parser takes a tenth of a millisecond for a line that is longer or shorter than the first. */
const SHORT_LINES = 2000;

/** Whether reading it keeps nobody waiting. */
export function isShortCsv(text: string): boolean {
  let lines = 0;
  for (const end of ['\n', '\r'])
    for (let at = text.indexOf(end); at !== -1 && lines <= 2 * SHORT_LINES; at = text.indexOf(end, at + 1)) lines += 1;
  return lines <= 2 * SHORT_LINES && text.length <= SHORT_LINES * 1000;
}
