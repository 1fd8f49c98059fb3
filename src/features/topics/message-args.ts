import { z } from 'zod';
import type { MemberId } from '../../core/ids.js';
import { type Composed, idSchema } from '../../feature-api/index.js';
import type { TopicId } from './types.js';

/** What the messages about a topic are given. */
export const ofTopic = z.object({ topic: idSchema<TopicId>() });
export const aMember = idSchema<MemberId>();

/** What a message was to tell is no longer so. */
export const changed: Composed = { drop: 'changed' };
