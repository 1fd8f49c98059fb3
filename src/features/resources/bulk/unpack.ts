import { InputError } from '../../../core/errors.js';
import { phrase } from '../../../language/index.js';
import type { ArchiveLimits, FileTools, UnpackedFiles } from '../../../ports/files.js';
import { isWorkbook } from '../../members/public.js';
import { FILE_MAX_MB, MB } from '../rules/limits.js';

/** What an archive of files may hold. A file that is a little too large is unpacked, and refused by its own name. */
const LIMITS: ArchiveLimits = { files: 300, bytes: 60 * MB, each: (FILE_MAX_MB + 1) * MB };

export interface Unpacked {
  readonly list: Uint8Array;
  readonly fileOf: (name: string) => Promise<Uint8Array | undefined>;
}

type Files = Extract<UnpackedFiles, { readonly type: 'files' }>['files'];

/**
 * The list and the files of an archive. They are unpacked by a process with limits, some at a time, and written nowhere, so that no
 * name leads out of the archive.
 * @throws {InputError} For what is no such archive, or would grow too large.
 */
export async function unpack(tools: FileTools, bytes: Uint8Array, listNames: readonly string[]): Promise<Unpacked> {
  if (!isWorkbook(bytes)) throw broken();
  let { files, names } = await filesIn(tools, bytes, listNames);
  const [list] = files;
  if (!list) throw new InputError('no list', phrase('resources-bulk.error.no-list', { names: listNames.join(' · ') }));
  // A folder that was packed as a whole stands before each name.
  const folder = list.name.slice(0, list.name.lastIndexOf('/') + 1);
  return {
    list: list.bytes,
    async fileOf(name) {
      const wanted = folder + name;
      if (!names.includes(wanted)) return undefined;
      const at = (found: Files) => found.find((file) => file.name === wanted)?.bytes;
      if (at(files) === undefined) ({ files, names } = await filesIn(tools, bytes, [wanted]));
      return at(files);
    },
  };
}

async function filesIn(tools: FileTools, bytes: Uint8Array, wanted: readonly string[]) {
  const unpacked = await tools.unpack(bytes, wanted, LIMITS);
  switch (unpacked.type) {
    case 'files':
      return unpacked;
    case 'broken':
      throw broken();
    case 'large': {
      const max = { files: LIMITS.files, max: LIMITS.bytes / MB };
      throw new InputError('archive too large', phrase('resources-bulk.error.archive-large', max));
    }
    case 'slow':
      throw new InputError('archive too slow', phrase('files.error.slow'));
    default:
      return unpacked satisfies never;
  }
}

const broken = (): InputError => new InputError('a broken archive', phrase('resources-bulk.error.archive'));
