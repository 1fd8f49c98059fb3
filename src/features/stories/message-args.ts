import { z } from 'zod';
import { idSchema } from '../../feature-api/index.js';
import type { StoryId } from './types.js';

/** What jobs and messages are about: numbers only. */
export const ofStory = z.object({ story: idSchema<StoryId>() });
