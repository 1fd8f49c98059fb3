import type { FileTools } from '../ports/files.js';
import { scanForViruses } from './clamd.js';
import { detectType } from './detect.js';
import { createReader, type ReaderOptions } from './read/host.js';

export interface FileToolOptions {
  /** ClamAV's daemon: `HOST:PORT` or the path of its socket. Without it nobody looks for viruses. */
  readonly clamd?: string | undefined;
  readonly reader?: ReaderOptions;
}

/** Checks and reads files that people send. What reads them is loaded with the first one. */
export function createFileTools({ clamd, reader }: FileToolOptions = {}): FileTools {
  const { read, clean } = createReader(reader);
  return {
    async check(file) {
      const type = await detectType(file);
      if (clamd !== undefined) await scanForViruses(clamd, file.bytes);
      return type;
    },
    textOf: read,
    withoutPersonal: clean,
  };
}
