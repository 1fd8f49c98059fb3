import { after, type Instant, MINUTE } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import type { SessionId } from '../types.js';

export const COUNT = 'events.voice.count';

/** When who was there is counted: what is told of the end has come by then. */
export const countedAt = (endsAt: Instant): Instant => after(endsAt, MINUTE);

/** Somebody is in the voice channel of a session: it is counted once it has ended. */
export async function planCount(context: Context, { id, endsAt }: { readonly id: SessionId; readonly endsAt: Instant }): Promise<void> {
  const row = { key: `${COUNT}:${id}`, kind: COUNT, payload: { session: id }, dueAt: countedAt(endsAt), again: true };
  await context.agenda.plan(row);
}
