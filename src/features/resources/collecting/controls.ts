import { SELECT_OPTIONS_MAX } from '../../../core/message.js';
import { defineControls, member, organiser, pageId, withPage } from '../../../feature-api/index.js';
import { resourceId } from '../ids.js';
import { FEATURE } from '../names.js';
import { collectionFields } from './fields.js';
import { collectionContents } from './find.js';
import { collectionId, collectionOrNone, seenCollection } from './ids.js';

export const collectingControls = defineControls(FEATURE, {
  collections: member.button('collections of resources', pageId),
  collection: member.menu('shows a collection; as a menu the value is its number', SELECT_OPTIONS_MAX, withPage(collectionOrNone)),
  'new-collection': organiser.form('makes a collection', {
    title: 'resources-collections.form.title',
    fields: collectionFields,
    errorsAt: 'contents',
  }),
  'edit-collection': organiser.form('changes a collection, what is in it and in which order', {
    id: seenCollection,
    title: 'resources-collections.form.title',
    fields: collectionFields,
    errorsAt: 'contents',
    prepare: collectionContents,
  }),
  'remove-collection': organiser.button('asks before a collection is deleted', collectionId),
  'remove-collection-yes': organiser.button('deletes a collection; its resources stay', collectionId),
  collect: organiser.menu(
    'collections that a resource can be put into; as a menu the value is the number of one',
    SELECT_OPTIONS_MAX,
    withPage(resourceId),
  ),
});
