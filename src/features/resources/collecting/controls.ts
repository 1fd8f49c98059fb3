import { button, defineControls, form, menu } from '../../../feature-api/index.js';
import { resourceId } from '../ids.js';
import { FEATURE } from '../names.js';
import { collectionFields } from './fields.js';
import { collectionContents } from './find.js';
import { collectionId, collectionOrNone, seenCollection } from './ids.js';

const member = { access: 'member' } as const;
const organiser = { access: 'organiser' } as const;

export const collectingControls = defineControls(FEATURE, {
  collections: button({ ...member, about: 'collections of resources' }),
  collection: menu({ ...member, about: 'shows a collection; as a menu the value is its number', id: collectionOrNone }),
  'new-collection': form({
    ...organiser,
    about: 'makes a collection',
    title: 'resources-collections.form.title',
    fields: collectionFields,
    errorsAt: 'contents',
  }),
  'edit-collection': form({
    ...organiser,
    about: 'changes a collection, what is in it and in which order',
    id: seenCollection,
    title: 'resources-collections.form.title',
    fields: collectionFields,
    errorsAt: 'contents',
    prepare: collectionContents,
  }),
  'remove-collection': button({ ...organiser, about: 'asks before a collection is deleted', id: collectionId }),
  'remove-collection-yes': button({ ...organiser, about: 'deletes a collection; its resources stay', id: collectionId }),
  collect: menu({
    ...organiser,
    about: 'collections that a resource can be put into; as a menu the value is the number of one',
    id: resourceId,
  }),
});
