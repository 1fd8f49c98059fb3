import { z } from 'zod';
import { idSchema } from '../../feature-api/index.js';
import type { EditionId, ResourceId } from './types.js';

/** What jobs and messages are about: numbers only. */
export const ofResource = z.object({ resource: idSchema<ResourceId>() });
export const ofEdition = z.object({ edition: idSchema<EditionId>() });
