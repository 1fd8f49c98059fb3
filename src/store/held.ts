import { z } from 'zod';

/** The fact of a restored copy: nothing of its agenda is claimed, and so nothing sent, until somebody says go. */
export const HELD = 'agenda.held';

export const heldSchema = z.object({
  /** When the backup was made, in milliseconds. */
  madeAt: z.number(),
  /** When it was restored. */
  heldAt: z.number(),
});
export type HeldFact = z.infer<typeof heldSchema>;
