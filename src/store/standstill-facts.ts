import { z } from 'zod';
import { HOUR, type Instant } from '../core/time.js';

/** The fact of a restored copy: nothing of its agenda is claimed, and so nothing sent, until somebody says go. */
export const HELD = 'agenda.held';

/**
 * The fact of a copy that goes on: a message that is planned for a moment until then may have been sent by the server that ran
 * before, which did the same work. As text of `MOMENT_DIGITS` digits, so that it compares as a number does.
 */
export const DOUBT_UNTIL = 'agenda.doubt-until';
const MOMENT_DIGITS = 16;
export const momentText = (at: Instant): string => String(at).padStart(MOMENT_DIGITS, '0');
/** What is late is done within this time, with all that follows from it. */
export const CATCHING_UP_MS = 6 * HOUR;

export const heldSchema = z.object({
  /** When the backup was made, in milliseconds. */
  madeAt: z.number(),
  /** When it was restored. */
  heldAt: z.number(),
});
export type HeldFact = z.infer<typeof heldSchema>;
