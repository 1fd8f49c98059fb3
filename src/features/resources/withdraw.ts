import { type Actor, isAllowed } from '../../core/access.js';
import { InputError } from '../../core/errors.js';
import { after } from '../../core/time.js';
import { type Context, releaseBlobs } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { useOf } from './editions.js';
import { changedMeanwhile, requireOwn, requireReadable } from './find.js';
import { reindex } from './index-words.js';
import { itemKey } from './names.js';
import { RESTORABLE_MS } from './rules/limits.js';
import { resourcesStore } from './store/index.js';
import type { ResourceId, ResourceState } from './types.js';
import { copyUseOf, prepareCopies } from './upkeep/copies.js';
import { tellWaiting } from './write.js';

const HERE: readonly ResourceState[] = ['pending', 'approved', 'declined'];

/** Takes one's own resource back, which can be undone for a while; a draft is gone at once. */
export async function withdraw(context: Context, actor: Actor, id: ResourceId): Promise<void> {
  const resource = await requireOwn(context, actor, id);
  if (resource.state === 'draft') return deleteResources(context, [id]);
  if (!HERE.includes(resource.state)) throw new InputError('gone already', phrase('resources.error.gone'));
  const store = resourcesStore(context.tx);
  if (!(await store.change(resource, { state: 'withdrawn', goneAt: context.now }))) throw changedMeanwhile();
  await reindex(context, id);
  if (resource.state === 'approved') await context.features.itemChanged(context, itemKey(id));
}

/**
 * Brings back what was withdrawn, for its contributor, or removed, for organisers. Whatever its contributor brings back is looked at
 * again.
 */
export async function restoreResource(context: Context, actor: Actor, id: ResourceId): Promise<void> {
  const { resource } = await requireReadable(context, actor, id);
  const isOwn = resource.member === actor.id && resource.state === 'withdrawn';
  const isOrganiser = isAllowed(actor, 'organiser') && resource.state === 'removed';
  if (!isOwn && !isOrganiser) throw new InputError('cannot be restored', phrase('resources.error.not-restorable'));
  const back = isOrganiser ? ({ state: 'approved' } as const) : ({ state: 'pending' } as const);
  if (!(await resourcesStore(context.tx).change(resource, { ...back, goneAt: null, reason: null }))) throw changedMeanwhile();
  await reindex(context, id);
  await prepareCopies(context, id);
  if (isOwn) await tellWaiting(context);
  else await context.audit.append({ at: context.now, actor: actor.id, action: 'resources.restore', details: { resource: id } });
}

/** Deletes resources for good, and gives up the bytes of their files. */
export async function deleteResources(context: Context, ids: readonly ResourceId[]): Promise<void> {
  if (ids.length === 0) return;
  const store = resourcesStore(context.tx);
  const editions = await store.editionIdsOf(ids);
  await releaseBlobs(context, [...editions.map(useOf), ...editions.map(copyUseOf)]);
  await store.remove(ids);
}

/** Deletes what nobody has restored in time. */
export async function deleteExpired(context: Context): Promise<void> {
  const gone = await resourcesStore(context.tx).goneBefore(after(context.now, -RESTORABLE_MS));
  if (gone.length === 0) return;
  await deleteResources(context, gone);
  await context.tx.scrubAfterCommit();
}
