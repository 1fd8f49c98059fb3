import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BlobMissingError, type BlobStore, BlobTooLargeError } from '../../../src/ports/blobs.js';

export interface BlobPlace {
  readonly blobs: BlobStore;
  readonly close: () => Promise<void>;
}

const MB = 1024 * 1024;
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function* chunked(bytes: Uint8Array, size = 60_000): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** What every place for files must do. */
export function describeBlobs(name: string, open: () => Promise<BlobPlace>): void {
  describe(`files kept ${name}`, () => {
    let place: BlobPlace;
    beforeAll(async () => {
      place = await open();
    });
    afterAll(() => place.close());
    const blobs = () => place.blobs;
    const read = async (hash: string) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of blobs().open(hash)) chunks.push(chunk);
      return new Uint8Array(Buffer.concat(chunks));
    };
    const list = async () => {
      const hashes: string[] = [];
      for await (const { hash, size, storedAt } of blobs().list()) {
        expect(size).toBeGreaterThanOrEqual(0);
        expect(storedAt).toBeGreaterThan(Date.UTC(2020, 0));
        hashes.push(hash);
      }
      return hashes.sort();
    };

    it('come back as they went in, whether they are empty or larger than one request', async () => {
      for (const length of [0, 1, 8 * MB, 12 * MB + 5]) {
        const bytes = new Uint8Array(length).map((_, index) => index % 251);
        const stored = await blobs().put(chunked(bytes), 20 * MB);
        expect(stored).toEqual({ hash: hashOf(bytes), size: length });
        expect(await blobs().has(stored.hash)).toBe(true);
        expect(hashOf(await read(stored.hash))).toBe(stored.hash);
        await blobs().remove(stored.hash);
        expect(await blobs().has(stored.hash)).toBe(false);
      }
      expect(await list()).toEqual([]);
    });

    it('are kept once, listed, and removed once', async () => {
      const [first, second] = [new TextEncoder().encode('دليل'), new TextEncoder().encode('ڕێنمایی')];
      const { hash } = await blobs().put(chunked(first), 100);
      await Promise.all([blobs().put(chunked(first), 100), blobs().put(chunked(second), 100)]);
      expect(await list()).toEqual([hashOf(first), hashOf(second)].sort());
      await blobs().remove(hash);
      await blobs().remove(hash);
      expect(await list()).toEqual([hashOf(second)]);
      await blobs().remove(hashOf(second));
    });

    it('leave nothing when there are too many bytes, or when they break off', async () => {
      await expect(blobs().put(chunked(new Uint8Array(101), 10), 100)).rejects.toThrow(BlobTooLargeError);
      const broken = async function* () {
        yield new Uint8Array(10);
        throw new RangeError('broke off');
      };
      await expect(blobs().put(broken(), 100)).rejects.toThrow('broke off');
      expect(await list()).toEqual([]);
    });

    it('that are not there are missed, and a name that is no hash is refused', async () => {
      const gone = hashOf(new Uint8Array(3));
      await expect(read(gone)).rejects.toThrow(BlobMissingError);
      expect(await blobs().has(gone)).toBe(false);
      await expect(read('../../etc/passwd')).rejects.toThrow(RangeError);
    });
  });
}
