import { NotFoundError } from '../../../core/errors.js';
import { dottedId, numberId, orNone, versionId } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import type { CollectionId } from '../types.js';

export const collectionGone = (): NotFoundError => new NotFoundError('no such collection', phrase('resources-collections.error.gone'));

/** A collection as an organiser has read it. */
export interface SeenCollection {
  readonly id: CollectionId;
  readonly version: number;
}

export const collectionId = numberId<CollectionId>(collectionGone);
export const collectionOrNone = orNone(collectionId);
export const seenCollection = dottedId<SeenCollection>({ id: collectionId, version: versionId(collectionGone) });
