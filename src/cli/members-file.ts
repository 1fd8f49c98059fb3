import { existsSync } from 'node:fs';
import { join, parse } from 'node:path';
import type { Environment } from '../config/environment.js';
import { InputError } from '../core/errors.js';
import type { Language } from '../core/language.js';
import type { Context, ListFile } from '../feature-api/index.js';
import { features } from '../features/index.js';
import { phrase } from '../language/index.js';
import { readGiven, writeNew } from './files.js';
import { offlineContexts, openStore } from './open-store.js';
import type { Output } from './output.js';

/** The list file of the one feature that provides it. */
function listFile(): ListFile {
  const [provided] = features.all.flatMap((feature) => feature.listFile ?? []);
  if (!provided) throw new RangeError('no feature reads lists');
  return provided;
}

/**
 * `mudhif import FILE [--dry-run]`: imports members and prints each line with a problem; the file with a column for them is written beside it. Exit code 1 if a line is
 * rejected. May run while the bot runs.
 *
 * @throws {InputError} If there is no such file.
 */
export async function importFile(
  environment: Environment,
  output: Output,
  file: string,
  { dryRun }: { readonly dryRun: boolean },
): Promise<number> {
  const { say, language } = output;
  if (!existsSync(file)) throw new InputError(`no file ${file}`, phrase('cli.import.file-missing', { file }));
  const bytes = readGiven(file);
  const { store } = await openStore(environment);
  try {
    const { report, rejected, checked } = await listFile().importFile(offlineContexts(store, environment).autocommit, bytes, {
      dryRun,
      language,
      onProgress: (done, total) => output.line(say.plain('cli.import.progress', { done, total })),
    });
    return printReport(output, file, { report, rejected, checked });
  } finally {
    await store.close();
  }
}

interface Imported {
  readonly report: readonly string[];
  readonly rejected: number;
  /** The list with a column for problems. */
  readonly checked?: Uint8Array | undefined;
}

/**
 * Prints what came of a list, and writes what was checked beside it. Returns the exit code.
 *
 * @throws {InputError} If the file beside it can’t be written.
 */
export function printReport(output: Output, file: string, { report, rejected, checked }: Imported): number {
  for (const line of report) output.line(line);
  if (checked) {
    const beside = checkedName(file);
    writeNew(beside, checked);
    output.line(output.say.plain('cli.import.checked', { file: beside }));
  }
  return rejected > 0 ? 1 : 0;
}

/** A new name beside the file, so that no file of the organiser is overwritten. */
function checkedName(file: string): string {
  const { dir, name } = parse(file);
  for (let number = 1; ; number++) {
    const beside = join(dir, `${name}-checked${number === 1 ? '' : `-${number}`}.xlsx`);
    if (!existsSync(beside)) return beside;
  }
}

/** `mudhif import FILE --template`: writes an empty list to fill in. */
export async function writeTemplate(environment: Environment, output: Output, file: string, language: Language): Promise<number> {
  return await writeList(environment, output, file, (list, context) => list.templateFile(context, language));
}

/** `mudhif export FILE`: writes members as CSV, with only those fields that they show to everyone. */
export async function exportFile(environment: Environment, output: Output, file: string): Promise<number> {
  return await writeList(environment, output, file, (list, context) => list.exportFile(context));
}

async function writeList(
  environment: Environment,
  output: Output,
  file: string,
  make: (list: ListFile, context: Context) => Promise<string | Uint8Array>,
): Promise<number> {
  const { store } = await openStore(environment);
  try {
    writeNew(file, await make(listFile(), offlineContexts(store, environment).autocommit));
    output.line(output.say.plain('cli.export.done', { file }));
    return 0;
  } finally {
    await store.close();
  }
}
