import { z } from 'zod';
import { instantSchema } from '../../core/schemas.js';
import { PLATFORMS } from '../../ports/identity.js';

/** The kind of the message that tells organisers of a problem. */
export const PROBLEM = 'platform.problem';

/** A sentence as it is stored. */
export const phraseSchema = z.object({ key: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])).default({}) });

/** A problem as it is stored. */
export const openProblemSchema = z.object({
  /** Counts up: the same problem again, after it was over, is another one. */
  id: z.int().positive(),
  platform: z.enum(PLATFORMS),
  code: z.string(),
  where: z.string(),
  explanation: phraseSchema,
  /** What is told when it is over. */
  recovery: phraseSchema.optional(),
  /** Whether organisers were told of it. */
  told: z.boolean().default(false),
  lasting: z.boolean(),
  since: instantSchema,
  seen: instantSchema,
});

export type OpenProblem = Readonly<z.infer<typeof openProblemSchema>>;
