import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';

/** What an archive may hold at most: a document of this many bytes of text and pictures is none that a person reads. */
const ENTRIES_MAX = 5000;
const TOTAL_MAX = 200 * 1024 * 1024;
/** How much larger the contents may be than the archive, once they are larger than a document needs to be. */
const RATIO_MAX = 100;
const RATIO_FROM = 10 * 1024 * 1024;
const ARCHIVE = /\.(?:zip|7z|rar|gz|tgz|bz2|xz|tar|iso|jar)$/i;
const MACROS = /(?:^|\/)vbaProject\.bin$/i;

export type ArchiveFault = 'broken' | 'encrypted' | 'too-large' | 'archive' | 'macros';

export class ArchiveError extends Error {
  readonly fault: ArchiveFault;

  constructor(fault: ArchiveFault, options?: ErrorOptions) {
    super(`an archive is ${fault}`, options);
    this.fault = fault;
  }
}

/**
 * Reads the list of contents of an archive, and refuses it by what that says. Nothing is unpacked. What the list hides, whoever
 * unpacks notices: sizes are compared again, and the process that does it has limits.
 * @throws {ArchiveError}
 */
export async function readArchiveList(bytes: Uint8Array): Promise<readonly string[]> {
  const names: string[] = [];
  let total = 0;
  await eachEntry(bytes, async ({ fileName, uncompressedSize, generalPurposeBitFlag }) => {
    names.push(fileName);
    total += uncompressedSize;
    if ((generalPurposeBitFlag & 1) !== 0) throw new ArchiveError('encrypted');
    if (names.length > ENTRIES_MAX || total > TOTAL_MAX) throw new ArchiveError('too-large');
    if (ARCHIVE.test(fileName)) throw new ArchiveError('archive');
    if (MACROS.test(fileName)) throw new ArchiveError('macros');
  });
  if (total > RATIO_FROM && total / bytes.byteLength > RATIO_MAX) throw new ArchiveError('too-large');
  return names;
}

/** Opens an archive and visits its entries in order. Throws an `ArchiveError` for one that is broken. */
export async function eachEntry(bytes: Uint8Array, visit: (entry: Entry, archive: ZipFile) => Promise<void>): Promise<void> {
  let archive: ZipFile | undefined;
  try {
    archive = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { strictFileNames: true });
    for await (const entry of archive.eachEntry()) await visit(entry, archive);
  } catch (error) {
    throw error instanceof ArchiveError ? error : new ArchiveError('broken', { cause: error });
  } finally {
    archive?.close();
  }
}
