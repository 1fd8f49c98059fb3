import { strToU8, unzipSync, zipSync } from 'fflate';
import { InputError } from '../../../core/errors.js';
import { phrase } from '../../../language/index.js';

/** What a workbook may hold when it is unpacked: far more than any list of members, far less than the machine has. */
const UNPACKED_MAX = 64 * 1024 * 1024;

/** Whether the bytes are a ZIP archive, as XLSX files are. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** Older Excel files and password-protected ones, which nobody can read here. */
export function isOldWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;
}

/** The cells of a workbook's first sheet as text. Throws an `InputError` for a file that can't be read or would unpack to too much. */
export async function readWorkbook(bytes: Uint8Array): Promise<readonly (readonly string[])[]> {
  // Loaded when first needed, since most starts of the program read no list.
  const { readSheet } = await import('read-excel-file/node');
  try {
    const sheet = await readSheet(Buffer.from(repacked(bytes)));
    return sheet.map((row) => row.map(cellText));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError('no workbook', phrase('members.import.workbook'), { cause: error });
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
      if (total > UNPACKED_MAX) throw new InputError('workbook too large', phrase('members.import.workbook-large'));
      return isNeeded;
    },
  });
  if (Object.keys(parts).length === 0) parts['none'] = strToU8('');
  return zipSync(parts, { level: 0 });
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
