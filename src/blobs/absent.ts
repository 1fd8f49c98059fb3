import { BlobMissingError, type BlobStore } from '../ports/blobs.js';

/** The place for files of a bot that is only tried out: it keeps none, and leaves those of others alone. */
export const absentBlobs: BlobStore = {
  location: '',
  put: async () => {
    throw new Error('no files are kept here');
  },
  async *open(hash) {
    yield* [];
    throw new BlobMissingError(`no blob ${hash}`);
  },
  has: async () => false,
  remove: async () => {},
  async *list() {},
};
