import type { Context } from '../../../feature-api/index.js';
import type { Topic } from '../types.js';

/** Plans the last call and the closing of a topic that has just opened. */
export async function planClosing(_context: Context, _topic: Topic): Promise<void> {}
