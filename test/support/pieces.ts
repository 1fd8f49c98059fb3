import type { FileStream } from '../../src/core/message.js';
import type { BlobStore } from '../../src/ports/blobs.js';

export const PIECE = 64 * 1024;

/** Counts pieces between where they are made and where they are used up. */
export interface PieceCount {
  /** How many of them were on the way at once at most. */
  most(): number;
  made(): void;
  used(): void;
}

export function countPieces(): PieceCount {
  let [now, most] = [0, 0];
  return {
    most: () => most,
    made() {
      now += 1;
      most = Math.max(most, now);
    },
    used() {
      now -= 1;
    },
  };
}

interface PiecesOptions {
  readonly name?: string;
  readonly count?: PieceCount;
  /** In place of this piece the connection breaks. */
  readonly breaksAt?: number;
  /** In place of the true size. */
  readonly size?: number;
  readonly onOpen?: () => void;
}

/** A file of so many pieces. */
export function fileOf(pieces: number, { name = 'film.mov', count, breaksAt, size, onOpen }: PiecesOptions = {}): FileStream {
  return {
    name,
    mediaType: 'video/mp4',
    size: size ?? pieces * PIECE,
    async *open() {
      onOpen?.();
      for (let index = 0; index < pieces; index += 1) {
        if (index === breaksAt) throw new Error('the connection broke');
        count?.made();
        yield new Uint8Array(PIECE).fill(index % 251);
      }
    },
  };
}

/** The same store, which tells of each piece that it has taken, and that it reads. */
export function counted(blobs: BlobStore, incoming: PieceCount, outgoing: PieceCount): BlobStore {
  return {
    ...blobs,
    put(bytes, limit) {
      async function* taken(): AsyncGenerator<Uint8Array> {
        for await (const piece of bytes) {
          yield piece;
          // It is asked for the next one once it has written this one.
          incoming.used();
        }
      }
      return blobs.put(taken(), limit);
    },
    async *open(hash) {
      for await (const piece of blobs.open(hash)) {
        outgoing.made();
        yield piece;
      }
    },
  };
}
