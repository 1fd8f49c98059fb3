import { type Actor, isAllowed } from '../../../core/access.js';
import type { Request } from '../../../core/request.js';
import type { Context } from '../../../feature-api/index.js';
import { collectionPage } from '../names.js';
import { contentsText } from '../rules/contents.js';
import { findingStore } from '../store/index.js';
import type { Collection, CollectionId, Resource, Visibility } from '../types.js';
import { collectionGone, type SeenCollection } from './ids.js';

/** A collection as its reader sees it: what they may see of it, in its order. */
export interface CollectionView {
  readonly collection: Collection;
  readonly resources: readonly Resource[];
  readonly organiser: boolean;
  /** Its page for people outside, if it has one. */
  readonly address?: string | undefined;
}

const isFor = ({ visibility }: { readonly visibility: Visibility }, reader: Pick<Actor, 'role' | 'status'>): boolean =>
  visibility !== 'organisers' || isAllowed(reader, 'organiser');

/** Those that somebody may see. */
export async function visibleCollections(context: Context, reader: Actor): Promise<readonly Collection[]> {
  return (await findingStore(context.tx).collections()).filter((one) => isFor(one, reader));
}

/** Throws a `NotFoundError` for what the reader may not see, as for what is not there. */
export async function viewCollection(context: Context, reader: Actor, id: CollectionId): Promise<CollectionView> {
  const store = findingStore(context.tx);
  const collection = await store.collection(id);
  if (!collection || !isFor(collection, reader)) throw collectionGone();
  const resources = (await store.inCollection(id)).filter((one) => one.state === 'approved' && isFor(one, reader));
  const organiser = isAllowed(reader, 'organiser');
  const address = collection.visibility === 'public' ? context.addressOf(collectionPage, String(id)) : undefined;
  return { collection, resources, organiser, address };
}

/** What people outside see of a collection that is for everyone; undefined for any other. */
export async function publicCollection(context: Context, id: CollectionId) {
  const store = findingStore(context.tx);
  const collection = await store.collection(id);
  if (collection?.visibility !== 'public') return undefined;
  const resources = (await store.inCollection(id)).filter(({ state, visibility }) => state === 'approved' && visibility === 'public');
  return { collection, resources };
}

/** What a collection says now, to be changed. Throws a `NotFoundError` for one that is gone. */
export async function collectionContents(context: Context, _request: Request, { id }: SeenCollection) {
  const store = findingStore(context.tx);
  const collection = await store.collection(id);
  if (!collection) throw collectionGone();
  const { title, summary, visibility } = collection;
  return { values: { title, summary, visibility, contents: contentsText(await store.inCollection(id)) } };
}
