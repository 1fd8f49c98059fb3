import { SELECT_OPTIONS_MAX } from '../../core/message.js';
import { defineControls, member, organiser, pageId, textId } from '../../feature-api/index.js';
import {
  detailFields,
  fileFields,
  firstFields,
  flagFields,
  linkFields,
  reasonFields,
  summaryFields,
  textFields,
  titleFields,
} from './fields.js';
import { detailContents, editionContents, firstContents, summaryContents, textContents, titleContents } from './form-contents.js';
import { editionId, resourceId, resourceOrNone, seenId } from './ids.js';
import { FEATURE } from './names.js';

/** Buttons, menus and forms of the resource centre; docs/action-ids.md lists them. */
export const resourcesControls = defineControls(FEATURE, {
  add: member.form('begins a resource, which is handed in with `send` only', {
    title: 'resources.form.add-title',
    submit: 'common.next',
    fields: firstFields,
    errorsAt: 'link',
    prepare: firstContents,
  }),
  edit: member.form('changes what a resource says; for its contributor, as all that changes one', {
    id: resourceId,
    title: 'resources.form.edit-title',
    fields: textFields,
    errorsAt: 'title',
    prepare: textContents,
  }),
  titles: member.form('what it is called in each language', {
    id: resourceId,
    title: 'resources.form.titles-title',
    fields: titleFields,
    errorsAt: 'ckb',
    prepare: titleContents,
  }),
  summaries: member.form('what it is good for in each language', {
    id: resourceId,
    title: 'resources.form.summaries-title',
    fields: summaryFields,
    errorsAt: 'ckb',
    prepare: summaryContents,
  }),
  details: member.form('sectors, organisation, date, sharing, visibility', {
    id: resourceId,
    title: 'resources.form.details-title',
    fields: detailFields,
    errorsAt: 'organisation',
    prepare: detailContents,
  }),
  link: member.form('a link in one language, which replaces the one in that language', {
    id: resourceId,
    title: 'resources.form.link-title',
    fields: linkFields,
    errorsAt: 'link',
    prepare: editionContents,
  }),
  file: member.form('a file in one language, which replaces the one in that language', {
    id: resourceId,
    title: 'resources.form.file-title',
    fields: fileFields,
    errorsAt: 'file',
    prepare: editionContents,
    transaction: 'own',
  }),
  stay: member.button('it may stay when its contributor goes', resourceId),
  'not-stay': member.button('it goes with its contributor', resourceId),
  send: member.button('hands a draft in, or once more what was declined', resourceId),
  withdraw: member.button('asks before withdrawing', resourceId),
  'withdraw-yes': member.button('withdraws a resource, or deletes a draft', resourceId),
  restore: member.button('brings back one’s own, or for organisers what was removed', resourceId),
  mine: member.button('one’s own resources and their state', pageId),
  show: member.menu('shows a resource; as a menu the value is its number', SELECT_OPTIONS_MAX, resourceOrNone),
  get: member.button('sends a file', editionId, { transaction: 'own' }),
  search: member.button('another page of results: `page~words`', textId),
  flag: member.form('tells what is outdated or wrong', {
    id: resourceId,
    title: 'resources.form.flag-title',
    submit: 'resources.button.tell',
    fields: flagFields,
    errorsAt: 'text',
  }),
  settle: member.button('what was found is seen to; its contributor and organisers', resourceId),

  review: organiser.button('a page of what waits: `page`', textId),
  approve: organiser.button('approves what they have read', seenId),
  'approve-many': organiser.menu('menu: the numbers of those to approve, each with the version that was read', SELECT_OPTIONS_MAX, textId),
  decline: organiser.form('declines a resource: `reason`, which its contributor reads', {
    id: seenId,
    title: 'resources.form.decline-title',
    submit: 'resources.button.decline',
    fields: reasonFields,
    errorsAt: 'reason',
  }),
  remove: organiser.form('takes an approved resource away: `reason`', {
    id: seenId,
    title: 'resources.form.remove-title',
    submit: 'resources.button.remove',
    fields: reasonFields,
    errorsAt: 'reason',
  }),
});
