import type { Actor } from '../../../core/access.js';
import { type Context, releaseBlobs } from '../../../feature-api/index.js';
import { attachStored } from '../editions.js';
import { findingStore } from '../store/index.js';
import type { ResourceId, SaveId } from '../types.js';
import { beginResource, type Written } from '../write.js';
import { noLongerKept } from './errors.js';
import { keptUse } from './keep.js';

/**
 * Begins a resource with what the actor kept of a message, which is handed in like any other. Throws a `NotFoundError` if it is no longer
 * kept.
 */
export async function saveAsDraft(context: Context, actor: Actor, id: SaveId, written: Omit<Written, 'link'>): Promise<ResourceId> {
  const kept = await findingStore(context.tx).takeKept(id, actor.id);
  if (!kept) throw noLongerKept();
  const resource = await beginResource(context, actor, { ...written, link: kept.link ?? '' });
  if (kept.file) {
    await attachStored(context, actor.id, { resource, file: kept.file, language: written.language, isFirst: true });
    await releaseBlobs(context, [keptUse(id)]);
  }
  return resource;
}
