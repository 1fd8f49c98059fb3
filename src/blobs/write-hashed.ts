import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { BlobTooLargeError, type StoredBlob } from '../ports/blobs.js';

const HASH = /^[0-9a-f]{64}$/;

export const isBlobHash = (text: string): boolean => HASH.test(text);

/** Writes and hashes at once. Throws a `BlobTooLargeError` as soon as there are too many bytes. */
export async function writeHashed(file: FileHandle, bytes: AsyncIterable<Uint8Array>, limit: number): Promise<StoredBlob> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (size > limit) throw new BlobTooLargeError(`more than ${limit} bytes`);
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  return { hash: hash.digest('hex'), size };
}
