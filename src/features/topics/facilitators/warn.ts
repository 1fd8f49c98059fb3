import type { Context } from '../../../feature-api/index.js';
import { ORGANISERS } from '../../members/public.js';
import type { Topic } from '../types.js';
import { messageKey } from './keys.js';

/** Organisers hear that nobody has agreed to facilitate a topic that opens soon. */
export async function warn(context: Context, { id, opensAt }: Topic): Promise<void> {
  await context.deliveries.plan({
    key: messageKey('missing', id, opensAt),
    kind: 'topics.facilitators.missing',
    args: { topic: id },
    to: { to: 'channel', channel: ORGANISERS },
    dueAt: context.now,
  });
}
