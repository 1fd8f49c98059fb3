import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderBlobs } from '../../src/blobs/folder.js';
import { createFileTools } from '../../src/files/index.js';
import type { BlobStore } from '../../src/ports/blobs.js';
import type { FileTools } from '../../src/ports/files.js';

/** Starts the process that reads files from its source. */
export const filesFromSource = createFileTools({ reader: { execArgv: ['--import', 'tsx'] } });

/** Reads lists, and no documents: that takes a second each, and most tests do not look at it. */
export const listsFromSource: FileTools = {
  ...createFileTools(),
  sheetOf: filesFromSource.sheetOf,
  csvOf: filesFromSource.csvOf,
  calendarOf: filesFromSource.calendarOf,
  unpack: filesFromSource.unpack,
};

/** A place for files in a folder of its own. */
export function openFolder(): { readonly blobs: BlobStore; readonly folder: string; readonly close: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'mudhif-files-'));
  return { blobs: createFolderBlobs(join(folder, 'blobs')), folder, close: () => rmSync(folder, { recursive: true, force: true }) };
}

export async function hashesIn(blobs: BlobStore): Promise<readonly string[]> {
  const hashes: string[] = [];
  for await (const { hash } of blobs.list()) hashes.push(hash);
  return hashes.sort();
}

/** The same place, which neither takes nor gives anything while it is away. */
export function awayWhen(blobs: BlobStore, isAway: () => boolean): BlobStore {
  const away = () => new Error('the disk is away');
  return {
    ...blobs,
    put: (bytes, limit) => (isAway() ? Promise.reject(away()) : blobs.put(bytes, limit)),
    has: (hash) => (isAway() ? Promise.reject(away()) : blobs.has(hash)),
    async *open(hash) {
      if (isAway()) throw away();
      yield* blobs.open(hash);
    },
  };
}
