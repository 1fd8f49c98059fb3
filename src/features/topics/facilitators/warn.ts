import { type Context, tellChannel } from '../../../feature-api/index.js';
import { ORGANISERS } from '../../members/public.js';
import type { Topic } from '../types.js';
import { messageKey } from './keys.js';

/** Whether nobody facilitates a topic that is still to come, or is open already because it was added shortly before. */
export function isMissing({ state, facilitator }: Topic): boolean {
  return (state === 'planned' || state === 'open') && facilitator === null;
}

/** Organisers hear that nobody has agreed to facilitate a topic that opens soon, or is open. */
export async function warn(context: Context, { id, opensAt }: Topic): Promise<void> {
  await tellChannel(context, ORGANISERS, {
    key: messageKey('missing', id, opensAt),
    kind: 'topics.facilitators.missing',
    args: { topic: id },
  });
}
