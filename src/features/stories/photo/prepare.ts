import { InputError } from '../../../core/errors.js';
import type { Attachment } from '../../../core/message.js';
import { type Context, storeGiven } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import type { CleanedFile, FileType, Personal } from '../../../ports/files.js';
import { MB, PHOTO_MAX_MB, PHOTO_PIXELS_MAX } from '../rules/limits.js';
import { PHOTO_TYPES, type PhotoType } from '../rules/photo.js';
import type { Picture } from '../types.js';

export interface Prepared {
  readonly picture: Picture;
  /** What it told of persons besides what it shows, and tells no more. */
  readonly removed: readonly Personal[];
}

const isPhoto = (type: FileType): type is PhotoType => PHOTO_TYPES.some((known) => known === type);

/**
 * Checks a photo without opening it, and stores its bytes without what they tell of persons, outside a transaction; `keepBlob` has to
 * follow in one.
 * @throws {MudhifError} With a sentence for whoever gave it.
 */
export async function preparePhoto(context: Context, file: Attachment): Promise<Prepared> {
  if (file.bytes.byteLength > PHOTO_MAX_MB * MB) throw tooLarge();
  const type = await context.files.check(file);
  if (!isPhoto(type)) throw new InputError('no photo', phrase('stories-photo.error.type'));
  const shown = context.files.sizeOf(type, file.bytes);
  if (!shown || shown.width === 0 || shown.height === 0) throw new InputError('a picture without a size', phrase('files.error.broken'));
  if (shown.width * shown.height > PHOTO_PIXELS_MAX) throw new InputError('a huge picture', phrase('files.error.pixels'));
  const cleaned = await context.files.withoutPersonal(type, file.bytes);
  const stored = await storeGiven(context, cleanBytes(cleaned, file.bytes), PHOTO_MAX_MB * MB);
  return { picture: { ...stored, type, ...shown }, removed: cleaned.type === 'cleaned' ? cleaned.removed : [] };
}

function cleanBytes(cleaned: CleanedFile, bytes: Uint8Array): Uint8Array {
  switch (cleaned.type) {
    case 'cleaned':
      return cleaned.bytes;
    case 'same':
      return bytes;
    case 'failed':
      throw new InputError('a picture that cannot be cleaned', phrase('stories-photo.error.unclean'));
    default:
      return cleaned satisfies never;
  }
}

const tooLarge = () => new InputError('photo too large', phrase('stories-photo.error.large', { max: PHOTO_MAX_MB }));

/** Throws an `InputError` if a member would keep more than `max` megabytes with these bytes. */
export function assertRoom(bytes: number, max: number): void {
  if (bytes > max * MB) throw new InputError('no room', phrase('stories-photo.error.room', { max }));
}
