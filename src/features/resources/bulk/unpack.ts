import { InputError } from '../../../core/errors.js';
import { phrase } from '../../../language/index.js';
import { isWorkbook } from '../../members/public.js';
import { FILE_MAX_MB, MB } from '../rules/limits.js';

/** What an archive of files may hold when it is unpacked, and in how many parts. */
const UNPACKED_MAX = 60 * MB;
const ENTRIES_MAX = 300;

export interface Unpacked {
  readonly list: Uint8Array;
  readonly fileOf: (name: string) => Promise<Uint8Array | undefined>;
}

/**
 * The list and the files of an archive, in memory: nothing is written anywhere, so no name leads out of it. What the archive says of
 * itself is looked at before anything is unpacked, and each file gets exactly the room that is stated for it.
 * @throws {InputError} For what is no such archive, or would grow too large.
 */
export async function unpack(bytes: Uint8Array, listNames: readonly string[]): Promise<Unpacked> {
  if (!isWorkbook(bytes)) throw new InputError('no archive', phrase('resources-bulk.error.archive'));
  // Loaded when first needed, since most processes open no archive.
  const { unzip } = await import('fflate');
  let [total, entries] = [0, 0];
  const isTaken = ({ originalSize, name }: { readonly originalSize: number; readonly name: string }): boolean => {
    total += originalSize;
    entries += 1;
    if (total > UNPACKED_MAX || entries > ENTRIES_MAX) {
      throw new InputError(
        'archive too large',
        phrase('resources-bulk.error.archive-large', { files: ENTRIES_MAX, max: UNPACKED_MAX / MB }),
      );
    }
    return originalSize <= (FILE_MAX_MB + 1) * MB && !name.endsWith('/');
  };
  const parts = await new Promise<Readonly<Record<string, Uint8Array>>>((resolve, reject) => {
    try {
      unzip(bytes, { filter: isTaken }, (error, data) => (error ? reject(broken(error)) : resolve(data)));
    } catch (error) {
      reject(error instanceof InputError ? error : broken(error));
    }
  });
  // A folder that was packed as a whole stands before each name.
  const found = Object.keys(parts).find((name) => listNames.some((list) => name === list || name.endsWith(`/${list}`)));
  const list = found === undefined ? undefined : parts[found];
  if (found === undefined || !list)
    throw new InputError('no list', phrase('resources-bulk.error.no-list', { names: listNames.join(' · ') }));
  const folder = found.slice(0, found.lastIndexOf('/') + 1);
  return { list, fileOf: async (name) => (Object.hasOwn(parts, folder + name) ? parts[folder + name] : undefined) };
}

const broken = (cause: unknown): InputError => new InputError('a broken archive', phrase('resources-bulk.error.archive'), { cause });
