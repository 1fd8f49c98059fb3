import { NotFoundError } from '../../../core/errors.js';
import { dottedId, numberId, orNone, textId, wordId } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { editionId } from '../ids.js';
import type { EditionId } from '../types.js';
import type { AnswerId, RequestId } from './types.js';

export const gone = (): NotFoundError => new NotFoundError('no such request', phrase('resources-request.error.gone'));

export const requestId = numberId<RequestId>(gone);
export const requestOrNone = orNone(requestId);
export const answerId = numberId<AnswerId>(gone);
export const wordsOrNone = orNone(textId);
export const sendingId = dottedId<{ readonly id: RequestId; readonly as: 'named' | 'unnamed' }>({
  id: requestId,
  as: wordId(['named', 'unnamed'], gone),
});
export const givenId = dottedId<{ readonly answer: AnswerId; readonly edition: EditionId }>({ answer: answerId, edition: editionId });
