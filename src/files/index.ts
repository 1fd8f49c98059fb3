import { type FileTools, UPLOAD_MAX_MB } from '../ports/files.js';
import { scanForViruses } from './clamd.js';
import { detectType, mayBeClosed, requireOpen } from './detect.js';
import { shownSize } from './pixels.js';
import { isShortCsv, readCsv } from './read/csv.js';
import { createReader, type ReaderOptions } from './read/host.js';

export interface FileToolOptions {
  /** ClamAV's daemon: `HOST:PORT` or the path of its socket. Without it nobody looks for viruses. */
  readonly clamd?: string | undefined;
  readonly reader?: ReaderOptions;
  readonly maxMb?: number;
}

/** Checks and reads files that people send. What reads them is loaded with the first one. */
export function createFileTools({ clamd, reader, maxMb = UPLOAD_MAX_MB }: FileToolOptions = {}): FileTools {
  const { read, opening, clean, sheet, csv, calendar, unpack } = createReader(reader);
  return {
    maxMb,
    async check(file) {
      const type = await detectType(file);
      if (type === 'pdf' && mayBeClosed(file.bytes)) requireOpen(await opening(file.bytes));
      if (clamd !== undefined) await scanForViruses(clamd, file.bytes);
      return type;
    },
    sizeOf: shownSize,
    textOf: read,
    withoutPersonal: clean,
    sheetOf: sheet,
    csvOf: async (text, how) => (isShortCsv(text) ? readCsv(text, how) : csv(text, how)),
    calendarOf: calendar,
    unpack,
  };
}
