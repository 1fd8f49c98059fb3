import { button, defineControls, form, menu, textId, wordId } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';
import { proposalFields, reasonField, resourceFields } from './fields.js';
import { draftContents, editContents, linksContents, reviseContents } from './form-contents.js';
import { gone, proposalId, proposalOrNone, reviewedId } from './ids.js';

const member = { access: 'member' } as const;
const adviser = { access: 'adviser' } as const;

/** Buttons, menus and forms of topics; docs/action-ids.md lists them. */
export const topicsControls = defineControls(FEATURE, {
  propose: form({
    ...member,
    about: 'writes a proposal, which is sent with `send` only',
    title: 'topics.form.propose-title',
    submit: 'common.next',
    fields: proposalFields,
    errorsAt: 'sector',
    prepare: draftContents,
  }),
  links: form({
    ...member,
    about: 'up to two resources: `first`, `second`; 0 is the draft, else for who proposed it',
    id: proposalOrNone,
    title: 'topics.form.links-title',
    fields: resourceFields,
    errorsAt: 'first',
    prepare: linksContents,
  }),
  send: button({ ...member, about: 'sends the draft, with one’s name or without', id: wordId(['named', 'anonymous'], gone) }),
  discard: button({ ...member, about: 'deletes the draft' }),
  'support-instead': button({ ...member, about: 'supports that proposal and deletes the draft', id: proposalId }),

  list: button({ ...member, about: 'another page: `page` or `page~words`', id: textId }),
  show: menu({ ...member, about: 'shows a proposal; as a menu the value is its number', id: proposalOrNone }),
  original: button({ ...member, about: 'shows what it said before the organisers edited it', id: proposalId }),
  mine: button({ ...member, about: 'shows one’s own proposals and those one supports' }),
  support: button({ ...member, about: 'supports a proposal, once', id: proposalId }),
  'take-back': button({ ...member, about: 'no longer supports it', id: proposalId }),
  facilitate: button({ ...member, about: 'supports it and would facilitate', id: proposalId }),
  'no-facilitator': button({ ...member, about: 'would not facilitate after all', id: proposalId }),
  edit: form({
    ...member,
    about: 'changes a proposal; for who proposed it, others are told that it is not theirs',
    id: proposalId,
    title: 'topics.form.edit-title',
    fields: proposalFields,
    errorsAt: 'sector',
    prepare: editContents,
  }),
  withdraw: button({ ...member, about: 'asks before withdrawing; like `edit`', id: proposalId }),
  'withdraw-yes': button({ ...member, about: 'withdraws a proposal; like `edit`', id: proposalId }),

  review: button({ ...adviser, about: 'a page of what nobody has reviewed: `page`', id: textId }),
  keep: button({ ...adviser, about: 'leaves a proposal as it is and takes it off the queue', id: reviewedId }),
  revise: form({
    ...adviser,
    about: 'edits a proposal of others, with a visible trace',
    id: reviewedId,
    title: 'topics.form.revise-title',
    fields: proposalFields,
    errorsAt: 'sector',
    prepare: reviseContents,
  }),
  decline: form({
    ...adviser,
    about: 'declines a proposal: `reason`, which its proposer reads',
    id: reviewedId,
    title: 'topics.form.decline-title',
    submit: 'topics.button.decline',
    fields: { reason: reasonField },
    errorsAt: 'reason',
  }),
  merge: button({ ...adviser, about: 'shows what a proposal can be merged into', id: reviewedId }),
  'merge-into': menu({ ...adviser, about: 'menu: the number of the proposal to merge it into', id: reviewedId }),
});
