import type { Context } from '../../../feature-api/index.js';
import type { Topic } from '../types.js';

/** Plans the opening of a topic whose plan is approved, or moves it to the topic's new hour. */
export async function planOpening(_context: Context, _topic: Topic): Promise<void> {}

/** The topic is not held: its opening is cancelled. */
export async function cancelOpening(_context: Context, _topic: Topic): Promise<void> {}
