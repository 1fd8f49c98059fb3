import { InputError } from '../../../core/errors.js';
import { phrase } from '../../../language/index.js';
import type { FileTools, HowSheet, SheetRows } from '../../../ports/files.js';

/** Whether the bytes are a ZIP archive, as XLSX files are. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** Older Excel files and password-protected ones, which nobody can read here. */
export function isOldWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;
}

/** The first rows of a workbook's first sheet as text. Throws an `InputError` for a file that can't be read or would unpack to too much. */
export async function readWorkbook(
  files: FileTools,
  bytes: Uint8Array,
  how: HowSheet,
): Promise<Extract<SheetRows, { readonly type: 'rows' }>> {
  const sheet = await files.sheetOf(bytes, how);
  switch (sheet.type) {
    case 'rows':
      return sheet;
    case 'broken':
      throw new InputError('no workbook', phrase('members.import.workbook'));
    case 'large':
      throw new InputError('workbook too large', phrase('members.import.workbook-large'));
    case 'slow':
      throw new InputError('workbook too slow', phrase('files.error.slow'));
    default:
      return sheet satisfies never;
  }
}
