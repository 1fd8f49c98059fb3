import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Environment } from '../config/environment.js';
import { InputError } from '../core/errors.js';
import type { Language } from '../core/language.js';
import { systemClock } from '../core/time.js';
import type { FolderImport } from '../feature-api/index.js';
import { createFileTools } from '../files/index.js';
import { phrase } from '../language/index.js';
import { createBlobs } from './blobs.js';
import { readGiven, writeNew } from './files.js';
import { printReport } from './members-file.js';
import { offlineContexts, openStore } from './open-store.js';
import type { Output } from './output.js';

/** No file of this size is taken, so none is read. */
const READ_MAX = 64 * 1024 * 1024;

/** Reads a file of the folder by its name; what a name or a link leads to outside of the folder counts as not there. */
export function readerOf(folder: string): (name: string) => Promise<Uint8Array | undefined> {
  const root = realpathSync(folder);
  return async (name) => {
    const path = join(root, name);
    if (!existsSync(path)) return undefined;
    const real = realpathSync(path);
    const stat = statSync(real);
    if (!real.startsWith(`${root}${sep}`) || !stat.isFile() || stat.size > READ_MAX) return undefined;
    return readFileSync(real);
  };
}

/**
 * `mudhif COMMAND import FOLDER [--dry-run] [--approve]`: adds files and links of a list, and prints each line with a problem; the list
 * with a column for them is written beside it. Exit code 1 if a line is rejected. May run while the bot runs.
 *
 * @throws {InputError} If the folder has none of the lists that the import reads.
 */
export async function importFolder(
  environment: Environment,
  output: Output,
  provided: FolderImport,
  folder: string,
  { dryRun, approve }: { readonly dryRun: boolean; readonly approve: boolean },
): Promise<number> {
  const { say, language } = output;
  const list = provided.listNames.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (list === undefined) {
    throw new InputError('no list', phrase('cli.folder.list-missing', { folder, names: provided.listNames.join(' · ') }));
  }
  const bytes = readGiven(list);
  const { store } = await openStore(environment);
  try {
    const files = createFileTools({ clamd: environment.CLAMD, maxMb: environment.UPLOAD_MAX_MB });
    const contexts = offlineContexts(store, environment, systemClock, createBlobs(environment), files);
    const { report, rejected, checked } = await provided.importFolder(contexts.autocommit, bytes, {
      dryRun,
      approve,
      language,
      fileOf: readerOf(folder),
      onProgress: (done, total) => {
        if (done % 50 === 0) output.line(say.plain('cli.import.progress', { done, total }));
      },
    });
    return printReport(output, list, { report, rejected, checked });
  } finally {
    await store.close();
  }
}

/**
 * `mudhif COMMAND import FOLDER --template`: writes an empty list to fill in.
 *
 * @throws {InputError} If the file exists or can’t be written.
 */
export async function writeListTemplate(output: Output, provided: FolderImport, folder: string, language: Language): Promise<number> {
  const [name] = provided.listNames;
  const file = join(folder, name);
  writeNew(file, await provided.templateList(language));
  output.line(output.say.plain('cli.export.done', { file }));
  return 0;
}
