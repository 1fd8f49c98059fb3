import { InputError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import { both } from '../../../core/lookup.js';
import type { Attachment } from '../../../core/message.js';
import { attachmentOf, type Context, StorageAwayError, storeGiven } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { eventsStore } from '../store/index.js';
import type { EventId } from '../types.js';
import { FILES_MAX, MB } from './rules/limits.js';
import type { FileId, StoredFile } from './types.js';

/** The key of what uses a file's bytes. */
export const useOf = (id: FileId): string => `events:file:${id}`;

export const tooLarge = ({ files: { maxMb } }: Context) =>
  new InputError('file too large', phrase('events-slides.error.large', { max: maxMb }));

export const isTooLarge = ({ files: { maxMb } }: Context, size: number): boolean => size > maxMb * MB;

const tooManyFiles = () => new InputError('too many files', phrase('events-slides.error.many', { max: FILES_MAX }));

/** Throws an `InputError` where the event has too many files by now: those that wait for an answer are not counted before. */
export async function requirePlace(context: Context, event: EventId): Promise<void> {
  if ((await context.tx.find(eventsStore(context.tx).countFiles(event))) >= FILES_MAX) throw tooManyFiles();
}

/** Throws an `InputError` where the event has too many files, or their giver has no room for `size` bytes more. */
export async function requireRoom(context: Context, member: MemberId, event: EventId, size: number): Promise<void> {
  const [files, used] = await context.tx.find(both(eventsStore(context.tx).countFiles(event), context.blobUses.bytesOf(member)));
  if (files >= FILES_MAX) throw tooManyFiles();
  const { storageMegabytes: max } = await context.community.settings();
  if (used + size > max * MB) {
    throw new InputError('no room', phrase('events-slides.error.room', { max }));
  }
}

/**
 * Checks a file and stores its bytes, outside a transaction; `keepBlob` has to follow in one.
 * @throws {MudhifError} With a sentence for whoever gave it: it is refused, or can't be stored now.
 */
export async function checkAndStore(context: Context, file: Pick<Attachment, 'name' | 'bytes'>): Promise<StoredFile> {
  if (isTooLarge(context, file.bytes.byteLength)) throw tooLarge(context);
  const type = await context.files.check(file);
  return { ...(await storeGiven(context, file.bytes, file.bytes.byteLength)), type };
}

/** A stored file, to be checked. Throws a `StorageAwayError` where its bytes can't be read now. */
export async function readForCheck(context: Context, name: string, hash: string): Promise<Attachment> {
  try {
    return await attachmentOf(context, { hash, name, mediaType: '' });
  } catch (error) {
    throw new StorageAwayError('the place for files is away', phrase('common.error.files-unstored'), { cause: error });
  }
}
