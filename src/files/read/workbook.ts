import { strToU8, unzipSync, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import type { HowSheet, SheetRows } from '../../ports/files.js';
import { TooLarge, textBudget } from './table-text.js';

/** What a workbook may hold when it is unpacked: far more than any list of members, far less than the machine has. */
const UNPACKED_MAX = 64 * 1024 * 1024;

/** The cells of a workbook's first sheet as text. Runs in the process that reads documents. */
export async function readWorkbook(bytes: Uint8Array, how: HowSheet): Promise<SheetRows> {
  try {
    const sheet = await readSheet(Buffer.from(repacked(bytes)));
    return { type: 'rows', ...bounded(sheet, how) };
  } catch (error) {
    return { type: error instanceof TooLarge ? 'large' : 'broken' };
  }
}

/**
 * The archive without what the sheet does not need. Each part gets exactly the room that the archive states, so that one that
 * states too little is cut off and can't fill the memory.
 */
function repacked(bytes: Uint8Array): Uint8Array {
  let total = 0;
  const parts = unzipSync(bytes, {
    filter({ name, originalSize }) {
      const isNeeded = name.endsWith('.rels') || (name.endsWith('.xml') && !/^(?:docProps|customXml)\//.test(name));
      if (isNeeded) total += originalSize;
      if (total > UNPACKED_MAX) throw new TooLarge();
      return isNeeded;
    },
  });
  if (Object.keys(parts).length === 0) parts['none'] = strToU8('');
  return zipSync(parts, { level: 0 });
}

/**
 * The first rows as text, and how many there are: a text that many cells share takes its room once here, and in each of them where it
 * is sent to.
 */
function bounded(sheet: readonly (readonly unknown[])[], { records, cells }: HowSheet) {
  const take = textBudget(cells);
  const isEmpty = (value: unknown) => value === null || value === undefined || value === '';
  const widthOf = (row: readonly unknown[]) => row.findLastIndex((value) => !isEmpty(value)) + 1;
  const count = sheet.findLastIndex((row) => widthOf(row) > 0) + 1;
  const rows = sheet.slice(0, Math.min(count, records)).map((row) => take(row.slice(0, widthOf(row)).map(cellText)));
  return { rows, count };
}

const PLAIN_NUMBER = { useGrouping: false, maximumFractionDigits: 10 } as const;

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  // An hour alone is a moment of the day from which spreadsheets count.
  if (value instanceof Date) return value.getUTCFullYear() < 1901 ? value.toISOString().slice(11, 16) : value.toISOString().slice(0, 10);
  // Excel keeps 15 digits of a number; what follows them is gone, and zeros show it.
  if (typeof value === 'number')
    return (Number.isSafeInteger(value) ? value : Number(value.toPrecision(15))).toLocaleString('en', PLAIN_NUMBER);
  return typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : '';
}
