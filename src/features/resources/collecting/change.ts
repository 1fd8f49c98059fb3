import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { changedMeanwhile, gone } from '../find.js';
import { COLLECTION_MAX, readContents } from '../rules/contents.js';
import { findingStore, resourcesStore } from '../store/index.js';
import type { CollectionId, CollectionText, ResourceId } from '../types.js';
import { collectionGone, type SeenCollection } from './ids.js';

export interface WrittenCollection extends CollectionText {
  /** Lines that begin with the number of a resource. */
  readonly contents: string;
}

/** Throws an `InputError` for a line without a number, or a number of which there is no resource. */
async function readResources(context: Context, contents: string): Promise<readonly ResourceId[]> {
  const read = readContents(contents);
  if ('fault' in read) throw new InputError('no number', phrase('resources-collections.error.line', { line: read.fault }));
  const { ids } = read;
  if (ids.length > COLLECTION_MAX) {
    throw new InputError('too many', phrase('resources-collections.error.many', { max: COLLECTION_MAX }));
  }
  const there = new Set((await resourcesStore(context.tx).findMany(ids)).flatMap(({ id, state }) => (state === 'draft' ? [] : [id])));
  const missing = ids.find((id) => !there.has(id));
  if (missing !== undefined) throw new InputError('no such resource', phrase('resources-collections.error.missing', { number: missing }));
  return ids;
}

export async function makeCollection(context: Context, actor: Actor, { contents, ...text }: WrittenCollection): Promise<CollectionId> {
  const store = findingStore(context.tx);
  const resources = await readResources(context, contents);
  const id = await store.insertCollection(actor.id, text, context.now);
  await store.arrange(id, resources);
  await note(context, actor, id, 'collect');
  return id;
}

/** Throws an `InputError` where another organiser has changed it since it was read. */
export async function changeCollection(
  context: Context,
  actor: Actor,
  seen: SeenCollection,
  { contents, ...text }: WrittenCollection,
): Promise<void> {
  const store = findingStore(context.tx);
  const resources = await readResources(context, contents);
  if (!(await store.changeCollection(seen, text))) throw (await store.collection(seen.id)) ? changedMeanwhile() : collectionGone();
  await store.arrange(seen.id, resources);
  await note(context, actor, seen.id, 'rearrange');
}

/**
 * Puts a resource at the end of a collection; repeating it changes nothing. Throws a `NotFoundError` for a collection that is gone and for
 * a resource that is not approved, and an `InputError` for a collection that is full or was changed meanwhile.
 */
export async function putInto(context: Context, actor: Actor, resource: ResourceId, id: CollectionId): Promise<void> {
  const store = findingStore(context.tx);
  const collection = await store.collection(id);
  if (!collection) throw collectionGone();
  if ((await resourcesStore(context.tx).find(resource))?.state !== 'approved') throw gone();
  const there = (await store.inCollection(id)).map((one) => one.id);
  if (there.includes(resource)) return;
  if (there.length >= COLLECTION_MAX) {
    throw new InputError('too many', phrase('resources-collections.error.many', { max: COLLECTION_MAX }));
  }
  if (!(await store.changeCollection(collection, {}))) throw changedMeanwhile();
  await store.arrange(id, [...there, resource]);
  await note(context, actor, id, 'rearrange');
}

/** Deletes a collection; its resources stay. Throws a `NotFoundError` if it is gone already. */
export async function removeCollection(context: Context, actor: Actor, id: CollectionId): Promise<void> {
  const store = findingStore(context.tx);
  if (!(await store.collection(id))) throw collectionGone();
  await store.removeCollection(id);
  await note(context, actor, id, 'uncollect');
}

async function note(context: Context, actor: Actor, collection: CollectionId, act: 'collect' | 'rearrange' | 'uncollect'): Promise<void> {
  await context.audit.append({ at: context.now, actor: actor.id, action: `resources.${act}`, details: { collection } });
}
