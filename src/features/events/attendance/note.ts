import type { Actor } from '../../../core/access.js';
import type { Context } from '../../../feature-api/index.js';
import type { CommunityEvent } from '../types.js';

/** Writes into the audit log that somebody kept the list of who was there; whom it concerns stays out of it. */
export async function noteKept(context: Context, actor: Actor, { id }: Pick<CommunityEvent, 'id'>): Promise<void> {
  await context.audit.append({ at: context.now, actor: actor.id, action: 'events.attendance', details: { event: id } });
}
