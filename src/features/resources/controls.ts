import { button, defineControls, form, menu, textId } from '../../feature-api/index.js';
import { detailFields, fileFields, firstFields, flagFields, linkFields, reasonFields, textFields } from './fields.js';
import { detailContents, editionContents, firstContents, textContents } from './form-contents.js';
import { editionId, resourceId, resourceOrNone, seenId } from './ids.js';
import { FEATURE } from './names.js';

const member = { access: 'member' } as const;
const organiser = { access: 'organiser' } as const;

/** Buttons, menus and forms of the resource centre; docs/action-ids.md lists them. */
export const resourcesControls = defineControls(FEATURE, {
  add: form({
    ...member,
    about: 'begins a resource, which is handed in with `send` only',
    title: 'resources.form.add-title',
    submit: 'common.next',
    fields: firstFields,
    errorsAt: 'link',
    prepare: firstContents,
  }),
  edit: form({
    ...member,
    about: 'changes what a resource says; for its contributor, as all that changes one',
    id: resourceId,
    title: 'resources.form.edit-title',
    fields: textFields,
    errorsAt: 'title',
    prepare: textContents,
  }),
  details: form({
    ...member,
    about: 'sectors, organisation, date, sharing, visibility',
    id: resourceId,
    title: 'resources.form.details-title',
    fields: detailFields,
    errorsAt: 'organisation',
    prepare: detailContents,
  }),
  link: form({
    ...member,
    about: 'a link in one language, which replaces the one in that language',
    id: resourceId,
    title: 'resources.form.link-title',
    fields: linkFields,
    errorsAt: 'link',
    prepare: editionContents,
  }),
  file: form({
    ...member,
    about: 'a file in one language, which replaces the one in that language',
    id: resourceId,
    title: 'resources.form.file-title',
    fields: fileFields,
    errorsAt: 'file',
    prepare: editionContents,
    transaction: 'own',
  }),
  stay: button({ ...member, about: 'it may stay when its contributor goes', id: resourceId }),
  'not-stay': button({ ...member, about: 'it goes with its contributor', id: resourceId }),
  send: button({ ...member, about: 'hands a draft in, or once more what was declined', id: resourceId }),
  withdraw: button({ ...member, about: 'asks before withdrawing', id: resourceId }),
  'withdraw-yes': button({ ...member, about: 'withdraws a resource, or deletes a draft', id: resourceId }),
  restore: button({ ...member, about: 'brings back one’s own, or for organisers what was removed', id: resourceId }),
  mine: button({ ...member, about: 'one’s own resources and their state' }),
  show: menu({ ...member, about: 'shows a resource; as a menu the value is its number', id: resourceOrNone }),
  get: button({ ...member, about: 'sends a file', id: editionId, transaction: 'own' }),
  search: button({ ...member, about: 'another page of results: `page~words`', id: textId }),
  flag: form({
    ...member,
    about: 'tells what is outdated or wrong',
    id: resourceId,
    title: 'resources.form.flag-title',
    submit: 'resources.button.tell',
    fields: flagFields,
    errorsAt: 'text',
  }),
  settle: button({ ...member, about: 'what was found is seen to; its contributor and organisers', id: resourceId }),

  review: button({ ...organiser, about: 'a page of what waits: `page`', id: textId }),
  approve: button({ ...organiser, about: 'approves what they have read', id: seenId }),
  'approve-many': menu({ ...organiser, about: 'menu: the numbers of those to approve', id: textId }),
  decline: form({
    ...organiser,
    about: 'declines a resource: `reason`, which its contributor reads',
    id: seenId,
    title: 'resources.form.decline-title',
    submit: 'resources.button.decline',
    fields: reasonFields,
    errorsAt: 'reason',
  }),
  remove: form({
    ...organiser,
    about: 'takes an approved resource away: `reason`',
    id: seenId,
    title: 'resources.form.remove-title',
    submit: 'resources.button.remove',
    fields: reasonFields,
    errorsAt: 'reason',
  }),
});
