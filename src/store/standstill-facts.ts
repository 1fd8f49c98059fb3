import { z } from 'zod';
import { instantSchema } from '../core/schemas.js';
import { HOUR, type Instant } from '../core/time.js';

/** The fact that a restored copy is at a standstill: no agenda row is claimed, so nothing is sent, until somebody ends it. */
export const STANDSTILL = 'agenda.held';

/**
 * The fact of a restored copy that runs again: the previous server may have sent messages that are planned for a moment up to
 * this one. A text of `MOMENT_DIGITS` digits, so that it compares like a number.
 */
export const UNKNOWN_OUTCOME_UNTIL = 'agenda.doubt-until';
const MOMENT_DIGITS = 16;
export const momentText = (at: Instant): string => String(at).padStart(MOMENT_DIGITS, '0');
/** Late work and what it leads to is done within this time, in milliseconds. */
export const CATCHING_UP_MS = 6 * HOUR;

export const heldSchema = z.object({
  /** When the backup was made. */
  madeAt: instantSchema,
  /** When it was restored. */
  heldAt: instantSchema,
});
export type HeldFact = z.infer<typeof heldSchema>;
