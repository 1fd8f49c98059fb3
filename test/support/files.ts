import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderBlobs } from '../../src/blobs/folder.js';
import type { BlobStore } from '../../src/ports/blobs.js';

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
