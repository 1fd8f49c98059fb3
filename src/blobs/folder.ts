import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { toInstant } from '../core/time.js';
import { BlobMissingError, type BlobStore } from '../ports/blobs.js';
import { entries, removeAbandoned } from './abandoned.js';
import { isBlobHash, writeHashed } from './write-hashed.js';

/** What begins to be written and has no name yet. */
const UNFINISHED = 'unfinished';

/** Keeps blobs as files in a folder that only this account can read, and that is made with the first of them. */
export function createFolderBlobs(folder: string): BlobStore {
  const pathOf = (hash: string): string => {
    if (!isBlobHash(hash)) throw new RangeError('no hash of a blob');
    return join(folder, hash.slice(0, 2), hash);
  };

  return {
    location: folder,
    async put(bytes, limit) {
      const unfinished = join(folder, UNFINISHED, randomUUID());
      await mkdir(dirname(unfinished), { recursive: true, mode: 0o700 });
      const file = await open(unfinished, 'wx', 0o600);
      try {
        const stored = await writeHashed(file, bytes, limit);
        await file.sync();
        await file.close();
        const path = pathOf(stored.hash);
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await rename(unfinished, path);
        await syncFolder(dirname(path));
        return stored;
      } catch (error) {
        await file.close().catch(() => undefined);
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    async *open(hash) {
      const path = pathOf(hash);
      if (!(await exists(path))) throw new BlobMissingError(`no blob ${hash}`);
      for await (const chunk of createReadStream(path)) yield chunk as Uint8Array;
    },
    has: (hash) => exists(pathOf(hash)),
    remove: (hash) => rm(pathOf(hash), { force: true }),
    async *list() {
      for (const part of await entries(folder)) {
        if (part === UNFINISHED) await removeAbandoned(join(folder, part));
        else {
          for (const hash of await entries(join(folder, part))) {
            if (!isBlobHash(hash)) continue;
            const found = await stat(join(folder, part, hash)).catch(() => undefined);
            if (found) yield { hash, size: found.size, storedAt: toInstant(Math.floor(found.mtimeMs)) };
          }
        }
      }
    },
  };
}

/** A file that was renamed is found after a power cut only once its folder is on the disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  // Windows opens no folders for that.
  await handle.sync().catch(() => undefined);
  await handle.close();
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
