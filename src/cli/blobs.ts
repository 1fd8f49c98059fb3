import { join } from 'node:path';
import { createFolderBlobs } from '../blobs/folder.js';
import { createS3Blobs } from '../blobs/s3.js';
import type { Environment } from '../config/environment.js';
import type { BlobStore } from '../ports/blobs.js';

type Variables = Pick<Environment, 'DATA_DIR' | 'S3_ENDPOINT' | 'S3_REGION' | 'S3_BUCKET' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY'>;

/** Where the community's files are: in the bucket that the environment names, or in the folder for files. */
export function createBlobs(environment: Variables): BlobStore {
  const { DATA_DIR, S3_ENDPOINT, S3_REGION, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = environment;
  if (S3_ENDPOINT === undefined || S3_BUCKET === undefined || S3_ACCESS_KEY_ID === undefined || S3_SECRET_ACCESS_KEY === undefined) {
    return createFolderBlobs(join(DATA_DIR, 'blobs'));
  }
  return createS3Blobs({
    endpoint: S3_ENDPOINT,
    region: S3_REGION,
    bucket: S3_BUCKET,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  });
}

/** The demo's own place for files, which touches neither a bucket nor the files of a community beside it. */
export function createDemoBlobs({ DATA_DIR }: Pick<Environment, 'DATA_DIR'>): BlobStore {
  return createFolderBlobs(join(DATA_DIR, 'demo-blobs'));
}
