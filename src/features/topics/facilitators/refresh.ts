import type { Context } from '../../../feature-api/index.js';
import { openingKey } from '../keys.js';
import type { Topic } from '../types.js';

/** The post that opened the topic shows who facilitates it, and its guiding questions. */
export async function refreshOpening({ deliveries, now }: Context, { id, state }: Topic): Promise<void> {
  if (state === 'open') await deliveries.refresh(openingKey(id), now);
}
