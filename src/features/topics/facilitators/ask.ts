import type { Context } from '../../../feature-api/index.js';
import type { Topic } from '../types.js';

/** Looks for a facilitator of a topic whose plan is approved. Asking again changes nothing. */
export async function askFacilitator(_context: Context, _topic: Topic): Promise<void> {}

/** Ends the search for a topic that is not held. */
export async function stopAsking(_context: Context, _topic: Topic): Promise<void> {}
