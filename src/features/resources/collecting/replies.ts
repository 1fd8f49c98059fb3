import { isAllowed } from '../../../core/access.js';
import type { Card } from '../../../core/message.js';
import type { Asker } from '../../../core/request.js';
import type { Text } from '../../../core/text.js';
import type { Context } from '../../../feature-api/index.js';
import { requireReadable } from '../find.js';
import { findingStore } from '../store/index.js';
import type { CollectionId, ResourceId } from '../types.js';
import { collectCard, collectionCard, collectionsCard } from './cards/collection.js';
import { viewCollection, visibleCollections } from './find.js';

export async function shownCollection(
  context: Context,
  { actor, language }: Asker,
  id: CollectionId,
  { page = 0, lead }: { readonly page?: number; readonly lead?: Text } = {},
): Promise<Card> {
  return collectionCard(await viewCollection(context, actor, id), page, language, lead);
}

export async function shownCollections(context: Context, { actor, language }: Asker, page = 0, lead?: Text): Promise<Card> {
  const collections = await visibleCollections(context, actor);
  const sizes = collections.length === 0 ? new Map() : await findingStore(context.tx).sizesOfCollections();
  return collectionsCard({ collections, sizes, organiser: isAllowed(actor, 'organiser'), page }, language, lead);
}

export async function shownChoice(context: Context, { actor, language }: Asker, id: ResourceId, page: number): Promise<Card> {
  const { resource } = await requireReadable(context, actor, id);
  return collectCard(resource, await visibleCollections(context, actor), page, language);
}
