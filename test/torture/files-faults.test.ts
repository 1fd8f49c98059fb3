import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolderBlobs } from '../../src/blobs/folder.js';
import { createS3Blobs } from '../../src/blobs/s3.js';
import { MudhifError } from '../../src/core/errors.js';
import { attachmentToSend, storeGiven } from '../../src/feature-api/index.js';
import type { BlobStore } from '../../src/ports/blobs.js';
import { hashesIn } from '../support/files.js';
import { startS3 } from '../support/s3.js';
import { mountSmallDisk } from '../support/services/small-disk.js';
import { openTestStore, type TestStore } from '../support/store.js';
import { stumblingProxy } from '../support/stumbling.js';

const MB = 1024 * 1024;
const bytesOf = (size: number) => new Uint8Array(size).map((_, at) => (at * 7) % 251);
/** One goes as a whole, the other in parts. */
const SIZES = [1 * MB, 9 * MB];

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

/** What somebody is told who gives a file, or fetches it. */
const told = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof MudhifError) return error.humanError.key;
    throw error;
  }
};
const give = (blobs: BlobStore, bytes: Uint8Array) => told(storeGiven(store.contexts({ blobs }).autocommit, bytes, 10 * MB));
const fetched = (blobs: BlobStore, hash: string) =>
  told(attachmentToSend(store.contexts({ blobs }).autocommit, { hash, name: 'a.pdf', mediaType: 'application/pdf' }));

describe('a bucket that stumbles', () => {
  let bucket: Awaited<ReturnType<typeof startS3>>;
  let proxy: Awaited<ReturnType<typeof stumblingProxy>>;
  let scratch: string;
  /** One is in a hurry, so that nobody here waits for the other's two minutes. */
  let hasty: BlobStore;
  let patient: BlobStore;
  beforeEach(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'scratch-'));
    bucket = await startS3();
    proxy = await stumblingProxy(Number(new URL(bucket.variables['S3_ENDPOINT'] ?? '').port));
    const { S3_REGION: region = '', S3_BUCKET: name = '', S3_ACCESS_KEY_ID: accessKeyId = '' } = bucket.variables;
    const endpoint = `http://127.0.0.1:${proxy.port}`;
    const options = { endpoint, region, bucket: name, accessKeyId, secretAccessKey: accessKeyId, scratch };
    [hasty, patient] = [createS3Blobs({ ...options, timeoutMs: 1500 }), createS3Blobs(options)];
  });
  afterEach(async () => {
    proxy.close();
    await bucket.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  it.each(['busy', 'silent', 'cut-in'] as const)('(%s) takes no file, keeps nothing of it, and takes it later', async (mode) => {
    for (const size of SIZES) {
      proxy.mode = mode;
      expect(await give(hasty, bytesOf(size))).toBe('common.error.files-unstored');
      // What broke off, only the bucket of this test keeps; no row names it.
      if (mode !== 'cut-in') expect(await hashesIn(bucket.blobs)).toEqual([]);
      expect(readdirSync(scratch)).toEqual([]);
      proxy.mode = 'well';
      expect(await give(patient, bytesOf(size))).toBe('done');
      for (const hash of await hashesIn(bucket.blobs)) {
        expect(await fetched(patient, hash)).toBe('done');
        await patient.remove(hash);
      }
    }
  });

  it.each(['busy', 'silent', 'cut-out'] as const)('(%s) gives no part of a file for the whole', async (mode) => {
    for (const size of SIZES) {
      const { hash } = await storeGiven(store.contexts({ blobs: patient }).autocommit, bytesOf(size), 10 * MB);
      proxy.mode = mode;
      expect(await fetched(hasty, hash)).toBe('common.error.files-away');
      proxy.mode = 'well';
      expect(await fetched(patient, hash)).toBe('done');
    }
  });

  it('is looked through for what a process that ended left on this machine', async () => {
    const names = ['mudhif-blob-old', 'mudhif-blob-new', 'somebody-else'];
    for (const name of names) mkdirSync(join(scratch, name));
    const longAgo = new Date(Date.now() - 25 * 3_600_000);
    for (const name of ['mudhif-blob-old', 'somebody-else']) utimesSync(join(scratch, name), longAgo, longAgo);
    await hashesIn(patient);
    expect(readdirSync(scratch).sort()).toEqual(['mudhif-blob-new', 'somebody-else']);
  });
});

describe('a disk that is full', () => {
  it('takes no file, and keeps nothing of it', async ({ skip }) => {
    const disk = await mountSmallDisk(4);
    if (disk === undefined) return skip('no disk may be mounted on this machine');
    const folder = mkdtempSync(join(disk.folder, 'blobs-'));
    try {
      const blobs = createFolderBlobs(folder);
      expect(await give(blobs, bytesOf(9 * MB))).toBe('common.error.files-unstored');
      expect(await hashesIn(blobs)).toEqual([]);
      expect(readdirSync(join(folder, 'unfinished'))).toEqual([]);
      expect(await give(blobs, bytesOf(1 * MB))).toBe('done');
    } finally {
      rmSync(folder, { recursive: true, force: true });
      await disk.end();
    }
  });
});
