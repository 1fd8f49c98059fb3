import { dottedId, numberId, orNone, versionId } from '../../feature-api/index.js';
import { gone } from './find.js';
import type { EditionId, ResourceId, Seen } from './types.js';

export const resourceId = numberId<ResourceId>(gone);
export const editionId = numberId<EditionId>(gone);
export const resourceOrNone = orNone(resourceId);
export const seenId = dottedId<Seen>({ id: resourceId, version: versionId(gone) });

/** What was chosen in a menu, as its reader saw it: in menus of earlier releases as it is now. Throws a `NotFoundError` for anything else. */
export const chosenSeen = (values: readonly string[]): readonly (Pick<Seen, 'id'> & Partial<Seen>)[] =>
  values.map((value) => (value.includes('.') ? seenId.decode(value) : { id: resourceId.decode(value) }));

/** The resources that were chosen in a menu. Throws a `NotFoundError` for what is no number. */
export const chosenResources = (values: readonly string[]): readonly ResourceId[] => values.map((value) => resourceId.decode(value));
