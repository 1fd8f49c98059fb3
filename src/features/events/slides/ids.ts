import { NotFoundError } from '../../../core/errors.js';
import { dottedId, numberId, wordId } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { eventId } from '../ids.js';
import type { FileId } from './types.js';

export const goneFile = () => new NotFoundError('no such file', phrase('events-slides.error.gone'));
export const fileId = numberId<FileId>(goneFile);

/** Whether later files are wanted. */
export const laterId = dottedId({ event: eventId, later: wordId(['yes', 'no']) });

/** The file that was chosen in a menu. Throws a `NotFoundError` for anything but a number. */
export function chosenFile([value = '']: readonly string[]): FileId {
  return fileId.decode(value);
}
