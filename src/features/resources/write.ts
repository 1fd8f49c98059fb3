import type { Actor } from '../../core/access.js';
import { InputError } from '../../core/errors.js';
import { DAY, periodAt } from '../../core/time.js';
import { type Context, tellChannel } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { changedMeanwhile, requireOwn, requireOwned, wholeOf } from './find.js';
import { reindexAs } from './index-words.js';
import { itemKey } from './names.js';
import { DRAFTS_MAX } from './rules/limits.js';
import { type ResourceChange, resourcesStore } from './store/index.js';
import type { Edition, Resource, ResourceDetails, ResourceId, ResourceState, ResourceText } from './types.js';
import { prepareCopies } from './upkeep/copies.js';

/** What a member writes first: the rest has a form of its own. */
export interface Written extends ResourceText {
  readonly language: Edition['language'];
  /** Empty for none. */
  readonly link: string;
}

export const USUAL: ResourceDetails = { sectors: [], organisation: '', publishedOn: null, sharing: 'unknown', visibility: 'members' };

/** Begins a resource that only its contributor sees. Throws an `InputError` for somebody with too many drafts. */
export async function beginResource(context: Context, actor: Actor, { language, link, ...text }: Written): Promise<ResourceId> {
  const store = resourcesStore(context.tx);
  const drafts = (await store.ofMember(actor.id)).filter(({ state }) => state === 'draft');
  if (drafts.length >= DRAFTS_MAX) {
    throw new InputError('too many drafts', phrase('resources.error.drafts', { max: DRAFTS_MAX, command: '/resources mine' }));
  }
  const id = await store.insert(actor.id, text, USUAL, context.now);
  if (link !== '') await store.addFirstEdition({ resource: id, language, link, file: null, addedAt: context.now });
  return id;
}

/** Changes a resource of the actor's own. One that was approved is looked at again, unless only where it is shown narrows. */
export async function changeOwn(
  context: Context,
  actor: Actor,
  id: ResourceId,
  change: Partial<ResourceText & ResourceDetails & Pick<Resource, 'titles' | 'summaries'>>,
): Promise<void> {
  await touch(context, await requireOwn(context, actor, id), change);
}

/**
 * Sets whether the resource may stay when its contributor goes, which needs no approval. Throws an `InputError` if it was changed
 * meanwhile.
 */
export async function chooseStaying(context: Context, actor: Actor, id: ResourceId, stays: boolean): Promise<void> {
  const resource = await requireOwn(context, actor, id);
  if (!(await resourcesStore(context.tx).change(resource, { stays }))) throw changedMeanwhile();
}

const GONE: readonly ResourceState[] = ['withdrawn', 'removed', 'left'];

/**
 * Throws an `InputError` for what its contributor took back, and for what was removed or went with them: an organiser who restores it
 * brings back what they have read.
 */
export function assertHere({ state }: Pick<Resource, 'state'>): void {
  if (GONE.includes(state)) throw new InputError('gone', phrase('resources.error.away', { command: '/resources mine' }));
}

/**
 * Writes a change; an approved resource waits for an organiser again, and one that waits has another version. Throws an `InputError` if it
 * was changed since it was read, or is gone.
 */
export async function touch(context: Context, resource: Resource, change: ResourceChange): Promise<void> {
  assertHere(resource);
  const state = resource.state === 'approved' ? ({ state: 'pending' } as const) : {};
  if (!(await resourcesStore(context.tx).change(resource, { ...change, ...state }))) throw changedMeanwhile();
  if (change.visibility === 'public' && resource.visibility !== 'public') await prepareCopies(context, [resource.id]);
  if (resource.state === 'approved') {
    await reindexAs(context, { ...resource, ...change, ...state });
    await context.features.itemChanged(context, itemKey(resource.id));
    await tellWaiting(context);
  }
}

/** Tells organisers that something waits for them: once a day, in their channel. */
export async function tellWaiting(context: Context): Promise<void> {
  await tellChannel(context, 'organisers', {
    key: `resources:waiting:${periodAt(context.now, DAY)}`,
    kind: 'resources.waiting',
    args: {},
  });
}

/** Hands a draft in, or once more what was declined. Throws an `InputError` for one without a link or a file. */
export async function sendResource(context: Context, actor: Actor, id: ResourceId): Promise<void> {
  const { resource, editions } = requireOwned(actor, await context.tx.find(wholeOf(context, id)));
  if (resource.state !== 'draft' && resource.state !== 'declined') throw new InputError('sent already', phrase('resources.error.sent'));
  if (!editions.some(({ replacedAt }) => replacedAt === null)) throw new InputError('nothing in it', phrase('resources.error.nothing'));
  if (!(await resourcesStore(context.tx).change(resource, { state: 'pending', reason: null }))) throw changedMeanwhile();
  if (resource.visibility === 'public') await prepareCopies(context, [id]);
  await tellWaiting(context);
}
