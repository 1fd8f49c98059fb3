import { type Actor, isAllowed } from '../../core/access.js';
import { InputError } from '../../core/errors.js';
import { after } from '../../core/time.js';
import { type Context, releaseBlobs } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { useOf } from './editions.js';
import { changedMeanwhile, requireOwn, requireReadable } from './find.js';
import { reindexAs } from './index-words.js';
import { itemKey } from './names.js';
import { RESTORABLE_MS } from './rules/limits.js';
import { resourcesStore } from './store/index.js';
import type { EditionId, ResourceId, ResourceState } from './types.js';
import { copyUseOf, prepareCopies } from './upkeep/copies.js';
import { keepToExpiry } from './upkeep/expiry.js';
import { tellWaiting } from './write.js';

const HERE: readonly ResourceState[] = ['pending', 'approved', 'declined'];

/**
 * Takes one's own resource back, which can be undone for a while; a draft is deleted at once. Throws an `InputError` for one that is gone
 * or was changed meanwhile.
 */
export async function withdraw(context: Context, actor: Actor, id: ResourceId): Promise<void> {
  const resource = await requireOwn(context, actor, id);
  if (resource.state === 'draft') return deleteResources(context, [id]);
  if (!HERE.includes(resource.state)) throw new InputError('gone already', phrase('resources.error.gone'));
  const change = { state: 'withdrawn', goneAt: context.now } as const;
  if (!(await resourcesStore(context.tx).change(resource, change))) throw changedMeanwhile();
  if (resource.state !== 'approved') return;
  await reindexAs(context, { ...resource, ...change });
  await context.features.itemChanged(context, itemKey(id));
}

/**
 * Brings back what was withdrawn, for its contributor, or removed, for organisers. What its contributor brings back waits for an organiser
 * again, also where it was approved before. Throws an `InputError` for what can't be restored or was changed meanwhile. Returns what it is now.
 */
export async function restoreResource(context: Context, actor: Actor, id: ResourceId): Promise<'approved' | 'pending'> {
  const { resource } = await requireReadable(context, actor, id);
  const isOwn = resource.member === actor.id && resource.state === 'withdrawn';
  const isOrganiser = isAllowed(actor, 'organiser') && resource.state === 'removed';
  if (!isOwn && !isOrganiser) throw new InputError('cannot be restored', phrase('resources.error.not-restorable'));
  const back = { state: isOrganiser ? 'approved' : 'pending', goneAt: null, reason: null } as const;
  if (!(await resourcesStore(context.tx).change(resource, back))) throw changedMeanwhile();
  if (isOrganiser) {
    await reindexAs(context, { ...resource, ...back });
    await keepToExpiry(context, [id]);
  }
  if (resource.visibility === 'public') await prepareCopies(context, [id]);
  if (isOwn) await tellWaiting(context);
  else {
    await context.features.itemChanged(context, itemKey(id));
    await context.audit.append({ at: context.now, actor: actor.id, action: 'resources.restore', details: { resource: id } });
  }
  return back.state;
}

/** Deletes resources for good, and gives up the bytes of their files. */
export async function deleteResources(context: Context, ids: readonly ResourceId[]): Promise<void> {
  if (ids.length > 0) await remove(context, ids, await resourcesStore(context.tx).editionIdsOf(ids));
}

/** Deletes in the same way what was made from these. */
export async function deleteMadeFrom(context: Context, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  const [ids, editions] = await context.tx.find(resourcesStore(context.tx).madeFrom(origins));
  await remove(context, ids, editions);
}

async function remove(context: Context, ids: readonly ResourceId[], editions: readonly EditionId[]): Promise<void> {
  if (ids.length === 0) return;
  await releaseBlobs(context, [...editions.map(useOf), ...editions.map(copyUseOf)]);
  await resourcesStore(context.tx).remove(ids);
}

/** Deletes what nobody has restored in time. */
export async function deleteExpired(context: Context): Promise<void> {
  const gone = await resourcesStore(context.tx).goneBefore(after(context.now, -RESTORABLE_MS));
  if (gone.length === 0) return;
  await deleteResources(context, gone);
  await context.tx.scrubAfterCommit();
}
