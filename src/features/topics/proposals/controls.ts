import { SELECT_OPTIONS_MAX } from '../../../core/message.js';
import { adviser, defineControls, member, pageId, textId, wordId } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';
import { proposalFields, reasonField, resourceFields } from './fields.js';
import { draftContents, editContents, linksContents, reviseContents } from './form-contents.js';
import { gone, proposalId, proposalOrNone, reviewedId } from './ids.js';

/** Buttons, menus and forms of topics; docs/action-ids.md lists them. */
export const topicsControls = defineControls(FEATURE, {
  propose: member.form('writes a proposal, which is sent with `send` only', {
    title: 'topics.form.propose-title',
    submit: 'common.next',
    fields: proposalFields,
    errorsAt: 'sector',
    prepare: draftContents,
  }),
  links: member.form('up to two resources: `first`, `second`; 0 is the draft, else for who proposed it', {
    id: proposalOrNone,
    title: 'topics.form.links-title',
    fields: resourceFields,
    errorsAt: 'first',
    prepare: linksContents,
  }),
  send: member.button('sends the draft, with one’s name or without', wordId(['named', 'anonymous'], gone)),
  discard: member.button('deletes the draft'),
  'support-instead': member.button('supports that proposal and deletes the draft', proposalId),

  list: member.button('another page: `page` or `page~words`', textId),
  show: member.menu('shows a proposal; as a menu the value is its number', SELECT_OPTIONS_MAX, proposalOrNone),
  original: member.button('shows what it said before the organisers edited it', proposalId),
  mine: member.button('shows one’s own proposals and those one supports', pageId),
  support: member.button('supports a proposal, once', proposalId),
  'take-back': member.button('no longer supports it', proposalId),
  facilitate: member.button('supports it and would facilitate', proposalId),
  'no-facilitator': member.button('would not facilitate after all', proposalId),
  edit: member.form('changes a proposal; for who proposed it, others are told that it is not theirs', {
    id: proposalId,
    title: 'topics.form.edit-title',
    fields: proposalFields,
    errorsAt: 'sector',
    prepare: editContents,
  }),
  withdraw: member.button('asks before withdrawing; like `edit`', proposalId),
  'withdraw-yes': member.button('withdraws a proposal; like `edit`', proposalId),

  review: adviser.button('a page of what nobody has reviewed: `page`', textId),
  keep: adviser.button('leaves a proposal as it is and takes it off the queue', reviewedId),
  revise: adviser.form('edits a proposal of others, with a visible trace', {
    id: reviewedId,
    title: 'topics.form.revise-title',
    fields: proposalFields,
    errorsAt: 'sector',
    prepare: reviseContents,
  }),
  decline: adviser.form('declines a proposal: `reason`, which its proposer reads', {
    id: reviewedId,
    title: 'topics.form.decline-title',
    submit: 'topics.button.decline',
    fields: { reason: reasonField },
    errorsAt: 'reason',
  }),
  merge: adviser.button('shows what a proposal can be merged into', reviewedId),
  'merge-into': adviser.menu('menu: the number of the proposal to merge it into', SELECT_OPTIONS_MAX, reviewedId),
});
