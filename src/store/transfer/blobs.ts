import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { BlobMissingError, type BlobStore } from '../../ports/blobs.js';
import type { Schema } from '../schema.js';
import type { Piece } from './pieces.js';

/** More bytes than any file has that came in through a platform. */
const LIMIT = 1024 * 1024 * 1024;

export interface BlobCount {
  files: number;
  missing: number;
}

/**
 * The files that rows of a snapshot name, in the order of their hashes. One that is gone or damaged counts as missing.
 *
 * @throws What the database and the place for files throw, except for a file that is missing.
 */
export async function* dumpBlobs(db: Kysely<Schema>, blobs: BlobStore, counted: BlobCount): AsyncGenerator<Piece> {
  const used = db.selectFrom('blob_uses').select('hash').distinct().orderBy('hash');
  for (const { hash } of await used.execute()) {
    try {
      const sum = createHash('sha256');
      for await (const bytes of blobs.open(hash)) {
        sum.update(bytes);
        yield { piece: 'part', bytes: Buffer.from(bytes).toString('base64') };
      }
      const found = sum.digest('hex');
      // Damaged bytes go under the name that they deserve, so that they do not keep the rest from being restored.
      yield { piece: 'blob', hash: found };
      counted[found === hash ? 'files' : 'missing'] += 1;
    } catch (error) {
      if (!(error instanceof BlobMissingError)) throw error;
      counted.missing += 1;
    }
  }
}

/**
 * Stores the files of a copy, in front of the rows that name them. Returns the first piece that is no part of a file.
 *
 * @param refuse Makes the error that is thrown for a file that is not whole or not as it was.
 */
export async function loadBlobs(
  next: () => Promise<Piece | undefined>,
  blobs: BlobStore,
  refuse: (why: string) => Error,
): Promise<Piece | undefined> {
  for (;;) {
    const first = await next();
    if (first?.piece !== 'part' && first?.piece !== 'blob') return first;
    let hash: string | undefined;
    const parts = async function* (): AsyncGenerator<Uint8Array> {
      let piece: Piece | undefined = first;
      for (; piece?.piece === 'part'; piece = await next()) yield Buffer.from(piece.bytes, 'base64');
      if (piece?.piece !== 'blob') throw refuse('a file breaks off');
      hash = piece.hash;
    };
    const stored = await blobs.put(parts(), LIMIT);
    if (stored.hash !== hash) throw refuse('a file is not as it was');
  }
}
