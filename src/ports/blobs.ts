import type { MemberId } from '../core/ids.js';
import type { Lookup } from '../core/lookup.js';
import type { Instant } from '../core/time.js';

/** Bytes that are stored: their SHA-256 in hexadecimal digits is their name. */
export interface StoredBlob {
  readonly hash: string;
  /** In bytes. */
  readonly size: number;
}

/** A stored file, as its sender named it. */
export interface StoredFile extends StoredBlob {
  readonly name: string;
  readonly mediaType: string;
}

export interface ListedBlob extends StoredBlob {
  /** By the clock of the place that keeps the bytes. */
  readonly storedAt: Instant;
}

/**
 * Where the bytes of files are kept, each under its content's hash. Bytes are written before a row names them
 * (`BlobRepository`) and removed after the last row is gone (docs/decisions/0025-files-before-their-rows.md).
 */
export interface BlobStore {
  /** Where that is, for the operator. */
  readonly location: string;
  /**
   * Stores bytes. What breaks off leaves nothing that has a name; storing the same bytes twice keeps them once.
   * @param limit More bytes than this are refused while they come, with a `BlobTooLargeError`.
   */
  put(bytes: AsyncIterable<Uint8Array>, limit: number): Promise<StoredBlob>;
  /** The bytes in order. Throws a `BlobMissingError` before the first of them if they are not there. */
  open(hash: string): AsyncIterable<Uint8Array>;
  has(hash: string): Promise<boolean>;
  /** Removing what is not there changes nothing. */
  remove(hash: string): Promise<void>;
  /** All blobs, in no order. */
  list(): AsyncIterable<ListedBlob>;
}

export class BlobTooLargeError extends Error {}

export class BlobMissingError extends Error {}

/** A use of a blob: as long as one stands, the bytes stay. */
export interface BlobUse {
  /** Names the use in the community, and begins with the feature: `resources:12`. */
  readonly key: string;
  /** The member whose room it takes; null for the community's own. */
  readonly member: MemberId | null;
}

/** Which blobs are used, and by what. A use can only be written for bytes that are stored (`keepBlob` of src/feature-api). */
export interface BlobRepository {
  /** A key that is used already names these bytes from now on. */
  use(blob: StoredBlob, use: BlobUse, now: Instant): Promise<void>;
  /** Ends uses; bytes that nothing uses any more are removed an hour later. Returns whether anything ended. */
  release(keys: readonly string[], now: Instant): Promise<boolean>;
  /** How many bytes a member's uses take. */
  bytesOf(member: MemberId): Lookup<number>;
  sizeOf(member: MemberId): Promise<number>;
  /** All that is kept. */
  total(): Promise<{ readonly count: number; readonly bytes: number }>;
  isKnown(hash: string): Promise<boolean>;
  known(): Promise<readonly StoredBlob[]>;
  /** Forgets blobs that nothing has used since `until` or before. */
  forgetUnused(until: Instant): Promise<void>;
}
