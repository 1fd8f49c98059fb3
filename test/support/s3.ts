import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { createS3Blobs } from '../../src/blobs/s3.js';
import type { BlobStore } from '../../src/ports/blobs.js';

/** A store for files that speaks S3, on a port of this machine, with an empty bucket. */
export async function startS3(): Promise<{
  readonly blobs: BlobStore;
  readonly close: () => Promise<void>;
  readonly variables: Record<string, string>;
}> {
  const directory = mkdtempSync(join(tmpdir(), 'mudhif-s3-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: 'house', configs: [] }],
  });
  const { port } = await server.run();
  const variables = {
    S3_ENDPOINT: `http://127.0.0.1:${port}`,
    S3_REGION: 'us-east-1',
    S3_BUCKET: 'house',
    S3_ACCESS_KEY_ID: 'S3RVER',
    S3_SECRET_ACCESS_KEY: 'S3RVER',
  };
  return {
    variables,
    blobs: createS3Blobs({
      endpoint: variables.S3_ENDPOINT,
      region: variables.S3_REGION,
      bucket: variables.S3_BUCKET,
      accessKeyId: variables.S3_ACCESS_KEY_ID,
      secretAccessKey: variables.S3_SECRET_ACCESS_KEY,
    }),
    async close() {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
