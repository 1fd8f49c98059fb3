import { privately } from '../../../core/message.js';
import { type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { answer } from '../replies.js';
import { findingStore } from '../store/index.js';
import { removeCollectionCard } from './cards/collection.js';
import { changeCollection, makeCollection, putInto, removeCollection } from './change.js';
import { collectingControls } from './controls.js';
import { collectionGone, collectionId } from './ids.js';
import { shownChoice, shownCollection, shownCollections } from './replies.js';

/** The collection that was chosen in a menu. Throws a `NotFoundError` for what is no number. */
const chosen = ([value]: readonly string[]) => {
  if (value === undefined) throw collectionGone();
  return collectionId.decode(value);
};

export const collectingHandlers: readonly Handler[] = handleControls(collectingControls, {
  collections: async (context, request, { id: page }) => answer(request, await shownCollections(context, request, page)),
  collection: async (context, request, { id: { of, page }, values }) =>
    answer(request, await shownCollection(context, request, of ?? chosen(values), { page })),
  async 'new-collection'(context, request, { values }) {
    const id = await makeCollection(context, request.actor, values);
    return privately(await shownCollection(context, request, id, { lead: speaker(request.language)('resources-collections.done.made') }));
  },
  async 'edit-collection'(context, request, { id, values }) {
    await changeCollection(context, request.actor, id, values);
    return privately(await shownCollection(context, request, id.id, { lead: speaker(request.language)('resources.done.saved') }));
  },
  async 'remove-collection'(context, request, { id }) {
    const collection = await findingStore(context.tx).collection(id);
    if (!collection) throw collectionGone();
    return answer(request, removeCollectionCard(collection, request.language));
  },
  async 'remove-collection-yes'(context, request, { id }) {
    await removeCollection(context, request.actor, id);
    return answer(request, await shownCollections(context, request, 0, speaker(request.language)('resources-collections.done.removed')));
  },
  async collect(context, request, { id: { of: resource, page }, values }) {
    if (values.length === 0) return privately(await shownChoice(context, request, resource, page));
    const collection = chosen(values);
    await putInto(context, request.actor, resource, collection);
    return answer(
      request,
      await shownCollection(context, request, collection, { lead: speaker(request.language)('resources.done.saved') }),
    );
  },
});
