import { createReadStream } from 'node:fs';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { S3mini } from 's3mini';
import { toInstant } from '../core/time.js';
import { BlobMissingError, type BlobStore, type StoredBlob } from '../ports/blobs.js';
import { removeAbandoned } from './abandoned.js';
import { isBlobHash, writeHashed } from './write-hashed.js';

export interface S3Options {
  /** Without the bucket: `https://s3.example.org`. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** How long a request may take, in milliseconds. */
  readonly timeoutMs?: number;
  /** Where files are hashed before they are sent; the machine's folder for such things unless told. */
  readonly scratch?: string;
}

/** What a file is hashed in. */
const SCRATCH = 'mudhif-blob-';

/** What else is in the bucket is left alone. */
const PREFIX = 'mudhif/blobs/';
const PAGE = 1000;
/** Larger files are sent in parts. */
const AT_ONCE = 8 * 1024 * 1024;
const LIMIT_MS = 120_000;
const TYPE = 'application/octet-stream';

/** Keeps blobs in a bucket of an S3-compatible store. The library is loaded with the first use. */
export function createS3Blobs({
  endpoint,
  region,
  bucket,
  accessKeyId,
  secretAccessKey,
  timeoutMs = LIMIT_MS,
  scratch = tmpdir(),
}: S3Options): BlobStore {
  const location = `${endpoint.replace(/\/+$/, '')}/${bucket}`;
  let connected: Promise<S3mini> | undefined;
  const connect = () => {
    connected ??= import('s3mini').then(
      ({ S3mini: Client }) =>
        new Client({ endpoint: location, region, accessKeyId, secretAccessKey, requestAbortTimeout: timeoutMs, minPartSize: AT_ONCE }),
    );
    return connected;
  };
  const keyOf = (hash: string): string => {
    if (!isBlobHash(hash)) throw new RangeError('no hash of a blob');
    return `${PREFIX}${hash}`;
  };
  const has = async (hash: string): Promise<boolean> => (await (await connect()).objectExists(keyOf(hash))) === true;

  return {
    location,
    has,
    /** An object has its name from the start, so that the bytes are hashed in a file of this machine first. */
    async put(bytes, limit) {
      const folder = await mkdtemp(join(scratch, SCRATCH));
      const path = join(folder, 'bytes');
      try {
        const stored = await writeToFile(path, bytes, limit);
        const client = await connect();
        const whole = stored.size <= AT_ONCE;
        const sent = whole
          ? await client.putObject(keyOf(stored.hash), await readFile(path), TYPE)
          : await client.putAnyObject(
              keyOf(stored.hash),
              Readable.toWeb(createReadStream(path)) as ReadableStream,
              TYPE,
              undefined,
              undefined,
              stored.size,
            );
        if (!sent.ok) throw new Error(`the bucket refused a file: ${sent.status}`);
        return stored;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    async *open(hash) {
      const response = await (await connect()).getObjectResponse(keyOf(hash));
      if (!response?.body) throw new BlobMissingError(`no blob ${hash}`);
      for await (const chunk of Readable.fromWeb(response.body)) yield chunk as Uint8Array;
    },
    async remove(hash) {
      if (await has(hash)) await (await connect()).deleteObject(keyOf(hash));
    },
    async *list() {
      await removeAbandoned(scratch, SCRATCH);
      const client = await connect();
      let token: string | undefined;
      do {
        const page = await client.listObjectsPaged('/', PREFIX, PAGE, token);
        for (const { Key, Size, LastModified } of page?.objects ?? []) {
          const hash = Key.slice(PREFIX.length);
          if (!isBlobHash(hash)) continue;
          yield { hash, size: Size, storedAt: toInstant(new Date(LastModified).getTime()) };
        }
        token = page?.nextContinuationToken;
      } while (token !== undefined && token !== '');
    },
  };
}

async function writeToFile(path: string, bytes: AsyncIterable<Uint8Array>, limit: number): Promise<StoredBlob> {
  const file = await open(path, 'wx', 0o600);
  try {
    return await writeHashed(file, bytes, limit);
  } finally {
    await file.close();
  }
}
