import { MudhifError } from '../core/errors.js';
import type { Attachment } from '../core/message.js';
import { after, HOUR, periodAt, toInstant } from '../core/time.js';
import { phrase } from '../language/index.js';
import { BlobMissingError, BlobTooLargeError, type BlobUse, type StoredBlob } from '../ports/blobs.js';
import type { Context } from './context.js';

/** The row that removes what nothing uses. */
export const SWEEP = 'sweep';

/** How long bytes may stay that nothing uses: longer than any upload takes. */
export const UNUSED_MS = HOUR;

/** The bytes were swept between their upload and their row: the upload is made again. */
class BlobSweptError extends MudhifError {
  override get isMomentary(): boolean {
    return true;
  }
}

/** The place for files is away: the same may succeed later. */
export class StorageAwayError extends MudhifError {}

/** A failure of the place for files, with a sentence for the person who waits; errors about the files themselves stay as they are. */
function awayError(error: unknown, sentence: 'common.error.files-unstored' | 'common.error.files-away'): unknown {
  if (error instanceof MudhifError || error instanceof BlobMissingError || error instanceof BlobTooLargeError) return error;
  return new StorageAwayError('the place for files is away', phrase(sentence), { cause: error });
}

/** Plans the removal of what nothing uses an hour from now: one row for each hour, so that no later file puts it off. */
export async function planSweep({ agenda, now }: Pick<Context, 'agenda' | 'now'>): Promise<void> {
  const hour = periodAt(now, HOUR) + 2;
  await agenda.plan({ key: `${SWEEP}:${hour}`, kind: SWEEP, payload: {}, dueAt: toInstant(hour * HOUR), again: true });
}

/**
 * Stores bytes, outside a transaction. `keepBlob` has to follow in one: what nobody keeps is removed an hour later, also if the
 * process ends in between.
 * @throws {BlobTooLargeError}
 */
export async function storeBlob(
  context: Context,
  bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  limit: number,
): Promise<StoredBlob> {
  if (context.inTransaction) throw new Error('bytes are stored outside a transaction');
  await planSweep(context);
  return context.blobs.put(toAsync(bytes), limit);
}

async function* toAsync(bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* bytes;
}

/**
 * Stores the bytes of a file that somebody gives, as `storeBlob` does.
 * @throws {StorageAwayError} With a sentence for the person who gave it; nothing is stored.
 */
export async function storeGiven(context: Context, bytes: Uint8Array, limit: number): Promise<StoredBlob> {
  try {
    return await storeBlob(context, [bytes], limit);
  } catch (error) {
    throw awayError(error, 'common.error.files-unstored');
  }
}

/**
 * Names stored bytes in a row, in the transaction that makes whatever uses them. Transactions and sweeps exclude one another.
 *
 * @throws {Error} Outside a transaction.
 * @throws {BlobSweptError} If the bytes were removed meanwhile.
 * @throws {StorageAwayError} If the place for files cannot be reached.
 */
export async function keepBlob(context: Context, blob: StoredBlob, use: BlobUse): Promise<void> {
  if (!context.inTransaction) throw new Error('bytes are kept in a transaction');
  const isThere = await context.blobs.has(blob.hash).catch((error: unknown) => {
    throw awayError(error, 'common.error.files-unstored');
  });
  if (!isThere) throw new BlobSweptError('the bytes were swept', phrase('common.error.file-again'));
  await context.blobUses.use(blob, use, context.now);
}

/** Ends uses, in the transaction that removes what they were for. */
export async function releaseBlobs(context: Context, keys: readonly string[]): Promise<void> {
  if (keys.length > 0 && (await context.blobUses.release(keys, context.now))) await planSweep(context);
}

/** A stored file as an attachment of a message. Throws a `BlobMissingError` if it is gone. */
export async function attachmentOf(
  context: Pick<Context, 'blobs'>,
  { hash, name, mediaType }: { readonly hash: string; readonly name: string; readonly mediaType: string },
): Promise<Attachment> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of context.blobs.open(hash)) chunks.push(chunk);
  return { name, mediaType, bytes: new Uint8Array(Buffer.concat(chunks)) };
}

/**
 * A stored file for somebody who asks for it.
 * @throws {BlobMissingError} If it is gone.
 * @throws {StorageAwayError} With a sentence for the person who asks.
 */
export async function attachmentToSend(...args: Parameters<typeof attachmentOf>): Promise<Attachment> {
  try {
    return await attachmentOf(...args);
  } catch (error) {
    throw awayError(error, 'common.error.files-away');
  }
}

/**
 * Removes what nothing has used for an hour: first its row, then, in another transaction that looks again, its bytes. What a process
 * leaves behind when it ends in between, the next sweep finds.
 */
export async function sweepBlobs(context: Context): Promise<void> {
  const until = after(context.now, -UNUSED_MS);
  await context.blobUses.forgetUnused(until);
  const known = new Set((await context.blobUses.known()).map(({ hash }) => hash));
  for await (const { hash, storedAt } of context.blobs.list()) {
    if (storedAt > until || known.has(hash)) continue;
    await context.atomically(async ({ blobUses, blobs }) => {
      if (!(await blobUses.isKnown(hash))) await blobs.remove(hash);
    });
  }
}
