import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { InputError } from '../core/errors.js';
import { phrase } from '../language/index.js';

/** Reads a file that an operator names. Throws an `InputError` that says what is wrong with the path. */
export function readGiven(file: string): Uint8Array {
  return sayingWhy(file, () => readFileSync(file));
}

/** Writes a file that an operator names, never over another one. Throws an `InputError` that says what is wrong with the path. */
export function writeNew(file: string, content: string | Uint8Array): void {
  sayingWhy(file, () => writeFileSync(file, content, { flag: 'wx' }));
}

/** Makes a folder for the owner's eyes only, if it is not there. Throws an `InputError` that says what is wrong with the path. */
export function makeFolder(folder: string): void {
  sayingWhy(folder, () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
}

function sayingWhy<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const key = error instanceof Error && 'code' in error ? WHY.get(String(error.code)) : undefined;
    if (key === undefined) throw error;
    throw new InputError(`can't use ${file}`, phrase(key, { file }), { cause: error });
  }
}

type Why = 'cli.no-folder' | 'cli.is-folder' | 'cli.backup.exists' | 'cli.not-allowed' | 'cli.no-space';

const WHY: ReadonlyMap<string, Why> = new Map([
  ['ENOENT', 'cli.no-folder'],
  ['ENOTDIR', 'cli.no-folder'],
  ['EISDIR', 'cli.is-folder'],
  ['EEXIST', 'cli.backup.exists'],
  ['EACCES', 'cli.not-allowed'],
  ['EPERM', 'cli.not-allowed'],
  ['EROFS', 'cli.not-allowed'],
  ['ENOSPC', 'cli.no-space'],
]);
