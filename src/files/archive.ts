import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';

/** The limits of what an archive may hold; no document that people read comes near them. */
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
 * Reads the list of contents of an archive without unpacking anything, and refuses an archive that is too large by its own list. The
 * list may lie, so sizes are compared again while the archive is unpacked, in a process with limits.
 * @throws {ArchiveError}
 */
export async function readArchiveList(bytes: Uint8Array): Promise<readonly string[]> {
  const names: string[] = [];
  let [total, packed] = [0, 0];
  await eachEntry(bytes, async ({ fileName, compressedSize, uncompressedSize, generalPurposeBitFlag }) => {
    names.push(fileName);
    total += uncompressedSize;
    packed += compressedSize;
    // More bytes than the archive has: several entries unpack the same ones.
    if (packed > bytes.byteLength) throw new ArchiveError('too-large');
    if ((generalPurposeBitFlag & 1) !== 0) throw new ArchiveError('encrypted');
    if (names.length > ENTRIES_MAX || total > TOTAL_MAX) throw new ArchiveError('too-large');
    if (ARCHIVE.test(fileName)) throw new ArchiveError('archive');
    if (MACROS.test(fileName)) throw new ArchiveError('macros');
  });
  if (total > RATIO_FROM && total / bytes.byteLength > RATIO_MAX) throw new ArchiveError('too-large');
  return names;
}

/**
 * Opens an archive and visits its entries in order. Throws an `ArchiveError` for one that is broken; a name that leads out of it is
 * broken, and so is a `\\` in one, unless `strictFileNames` is false: then it separates folders.
 */
export async function eachEntry(
  bytes: Uint8Array,
  visit: (entry: Entry, archive: ZipFile) => Promise<void>,
  { strictFileNames = true }: { readonly strictFileNames?: boolean } = {},
): Promise<void> {
  let archive: ZipFile | undefined;
  try {
    archive = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { strictFileNames });
    for await (const entry of archive.eachEntry()) await visit(entry, archive);
  } catch (error) {
    throw error instanceof ArchiveError ? error : new ArchiveError('broken', { cause: error });
  } finally {
    archive?.close();
  }
}

/** An entry's bytes, unpacked. `onPiece` throws when there are too many. */
export async function unpackEntry(archive: ZipFile, entry: Entry, onPiece: (size: number) => void): Promise<Uint8Array> {
  return collect(await archive.openReadStreamPromise(entry), onPiece);
}

/**
 * All bytes of a stream.
 *
 * @param onPiece Gets the size of each piece in bytes.
 */
export async function collect(stream: AsyncIterable<unknown>, onPiece: (size: number) => void): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) {
    const chunk = piece as Buffer;
    onPiece(chunk.byteLength);
    pieces.push(chunk);
  }
  return Buffer.concat(pieces);
}
