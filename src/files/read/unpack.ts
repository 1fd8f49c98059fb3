import { isUtf8 } from 'node:buffer';
import { type Entry, validateFileName } from 'yauzl';
import type { ArchiveLimits, UnpackedFiles } from '../../ports/files.js';
import { ArchiveError, eachEntry, unpackEntry } from '../archive.js';

/** How much the bot takes into its own memory at once, besides the file that it asks for. */
const AT_ONCE = 8 * 1024 * 1024;

/** `index`: the place of its entry among all of the archive. */
interface Listed {
  readonly index: number;
  readonly name: string;
  /** In bytes, when unpacked, as the list of contents says. */
  readonly size: number;
}

/**
 * The first wanted file of an archive and some that follow it. What the archive says of itself is looked at before anything is
 * unpacked; nothing is written anywhere. Runs in the process that reads documents.
 */
export async function unpackFiles(bytes: Uint8Array, wanted: readonly string[], limits: ArchiveLimits): Promise<UnpackedFiles> {
  try {
    const listed = await listFiles(bytes, limits);
    const chosen = chooseFiles(listed, wanted);
    const unpacked = new Map<number, Uint8Array>();
    const isChosen = new Set(chosen.map((file) => file.index));
    let index = 0;
    await eachEntry(
      bytes,
      async (entry, archive) => {
        if (isChosen.has(index)) unpacked.set(index, await unpackEntry(archive, entry, () => {}));
        index += 1;
      },
      LENIENT,
    );
    const files = chosen.map((file) => ({ name: file.name, bytes: unpacked.get(file.index) ?? new Uint8Array() }));
    return { type: 'files', names: listed.map(({ name }) => name), files };
  } catch (error) {
    return { type: error instanceof ArchiveError && error.fault === 'too-large' ? 'large' : 'broken' };
  }
}

/** Folders that were packed on Windows. */
const LENIENT = { strictFileNames: false };

async function listFiles(bytes: Uint8Array, limits: ArchiveLimits): Promise<readonly Listed[]> {
  const listed: Listed[] = [];
  let [index, total] = [0, 0];
  await eachEntry(
    bytes,
    async (entry) => {
      const name = nameOf(entry);
      total += entry.uncompressedSize;
      // Folders have entries of their own.
      if (!name.endsWith('/') && entry.uncompressedSize <= limits.each) listed.push({ index, name, size: entry.uncompressedSize });
      index += 1;
      if (total > limits.bytes || index > limits.files) throw new ArchiveError('too-large');
    },
    LENIENT,
  );
  return listed;
}

/** Macs write names in UTF-8 and do not say so. */
function nameOf({ fileName, fileNameRaw }: Entry): string {
  const name = isUtf8(fileNameRaw) ? fileNameRaw.toString('utf8').replaceAll('\\', '/') : fileName;
  if (validateFileName(name) !== null) throw new ArchiveError('broken');
  return name;
}

/** The wanted one, and those after it and then from the beginning, while there is room. */
function chooseFiles(files: readonly Listed[], wanted: readonly string[]): readonly Listed[] {
  const exact = files.findIndex(({ name }) => wanted.includes(name));
  const first = exact === -1 ? files.findIndex(({ name }) => wanted.some((each) => name.endsWith(`/${each}`))) : exact;
  if (first === -1) return [];
  let room = AT_ONCE;
  return [...files.slice(first), ...files.slice(0, first)].filter(({ size }, place) => {
    room -= size;
    return place === 0 || room >= 0;
  });
}
