import { z } from 'zod';
import { WEEKDAYS } from './time.js';

const weekday = z.enum(WEEKDAYS);

/** How often something recurs, on the community's wall clock. */
export const cadenceSchema = z.discriminatedUnion('every', [
  z.object({ every: z.literal('manual') }),
  z.object({ every: z.literal('week'), weekday }),
  z.object({ every: z.literal('two-weeks'), weekday }),
  /** `which` 1 is the first such weekday of the month, 5 the last. */
  z.object({ every: z.literal('month'), weekday, which: z.int().min(1).max(5) }),
]);
export type Cadence = z.infer<typeof cadenceSchema>;
