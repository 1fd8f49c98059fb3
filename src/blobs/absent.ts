import { BlobMissingError, type BlobStore } from '../ports/blobs.js';

/** For a bot that is only tried out, in memory say: it keeps no files, and leaves those of others alone. */
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
