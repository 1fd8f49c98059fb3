import { NotFoundError } from '../../../core/errors.js';
import { wordId } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';

export const noTopic = () => new NotFoundError('not a topic', phrase('topics-discussion.error.gone'));

/** Under one's name, as a member of one's organisation, or not at all. */
export const SHARING = ['name', 'organisation', 'no'] as const;
export type Sharing = (typeof SHARING)[number];
export const sharing = wordId(SHARING);
