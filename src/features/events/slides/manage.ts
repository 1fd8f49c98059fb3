import type { Actor } from '../../../core/access.js';
import type { Context } from '../../../feature-api/index.js';
import { eventsStore, type FilesOfEvent, type WholeEvent } from '../store/index.js';
import type { EventId } from '../types.js';
import { requireGiver } from './find.js';

export interface ManagedFiles extends WholeEvent, FilesOfEvent {}

/** What there is of an event, for those who may give files. */
export async function manageFiles(context: Context, actor: Actor, id: EventId): Promise<ManagedFiles> {
  const { roles: _, ...whole } = await requireGiver(context, actor, id);
  return { ...whole, ...(await eventsStore(context.tx).filesFor(id, actor.id)) };
}
