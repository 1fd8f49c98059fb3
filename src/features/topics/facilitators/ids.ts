import { dottedId, numberId, wordId } from '../../../feature-api/index.js';
import { FACILITATION_ROLES, type TopicId } from '../types.js';
import { gone } from './find.js';
import { PROMPTS } from './prompt.js';

export const topicId = numberId<TopicId>(gone);

export const roleId = dottedId({ topic: topicId, role: wordId(FACILITATION_ROLES, gone) });
export const promptId = dottedId({ topic: topicId, prompt: wordId(PROMPTS, gone) });
