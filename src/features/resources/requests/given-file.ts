import type { Actor } from '../../../core/access.js';
import { NotFoundError } from '../../../core/errors.js';
import type { Attachment } from '../../../core/message.js';
import { attachmentToSend, type Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { BlobMissingError } from '../../../ports/blobs.js';
import { MEDIA_TYPES } from '../../../ports/files.js';
import { resourcesStore } from '../store/index.js';
import { requestsStore } from '../store/requests.js';
import type { EditionId, Resource } from '../types.js';
import { isThere } from './find.js';
import { gone } from './ids.js';
import type { AnswerId } from './types.js';

const removed = (): NotFoundError => new NotFoundError('what was given is gone', phrase('resources-request.error.removed'));

/**
 * A file that an answer gave, read outside a transaction, also one that is a draft of the helper's. Throws a `NotFoundError` for
 * anybody but who asked, and where it was removed since.
 */
export async function givenFile(
  context: Context,
  reader: Actor,
  ids: { readonly answer: AnswerId; readonly edition: EditionId },
): Promise<{ readonly resource: Resource; readonly file: Attachment }> {
  const request = await requestsStore(context.tx).requestOfAnswer(ids.answer);
  if (!request || request.member !== reader.id) throw gone();
  const answer = request.answers.find(({ id }) => id === ids.answer);
  const edition = await resourcesStore(context.tx).edition(ids.edition);
  const resource = edition && (await resourcesStore(context.tx).find(edition.resource));
  if (!answer || !isThere(answer) || answer.resource?.id !== resource?.id || !resource || !edition?.file) throw removed();
  const { hash, name, type } = edition.file;
  try {
    return { resource, file: await attachmentToSend(context, { hash, name, mediaType: MEDIA_TYPES[type] }) };
  } catch (error) {
    if (!(error instanceof BlobMissingError)) throw error;
    context.logger.error({ edition: edition.id }, 'the bytes of a file are missing');
    throw new NotFoundError('bytes are missing', phrase('resources.error.missing'), { cause: error });
  }
}
