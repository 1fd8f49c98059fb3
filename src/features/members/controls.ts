import { NotFoundError } from '../../core/errors.js';
import type { MemberId, OrganisationId } from '../../core/ids.js';
import { LANGUAGES } from '../../core/language.js';
import { button, defineControls, dottedId, form, menu, numberId, orNone, textId, wordId } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { emailContents, exchangeContents, nameContents, proposeContents, timeContents, workContents } from './form-contents.js';
import {
  emailFields,
  exchangeFields,
  nameFields,
  proposeFields,
  searchFields,
  timeFields,
  timezoneFields,
  visibilityContactFields,
  visibilityWorkFields,
  workFields,
} from './form-fields.js';
import { requireMember } from './profiles.js';
import { STEPS } from './rules/induction.js';
import { CONSENTS } from './rules/visibility.js';
import type { IdentityQuestionId, JoinedId, LinkCodeId } from './types.js';

const STEP = { about: 'a step of the induction or a part of the profile', access: 'anyone' } as const;

/** The forms that a `form` button opens, by its id. */
export const FORM_NAMES = [
  'name',
  'search',
  'propose',
  'work',
  'exchange',
  'time',
  'email',
  'visibility-work',
  'visibility-contact',
] as const;

const organisationId = numberId<OrganisationId>();
const linkCodeId = numberId<LinkCodeId>(
  () => new NotFoundError('no such code', phrase('people.link.error-gone', { command: '/profile link' })),
);

const claimedId = numberId<MemberId>(() => new NotFoundError('not two members', phrase('people.claim.gone')));
/** Who came, and who is on the list. */
const claimId = dottedId({ came: claimedId, listed: claimedId });

const questionId = numberId<IdentityQuestionId>(() => new NotFoundError('no such question', phrase('people.claim.gone')));
const joinedId = numberId<JoinedId>(() => new NotFoundError('nothing to part', phrase('people.part.gone')));
/** The one that goes, and the one that stays. */
const sameOrganisations = dottedId({ from: organisationId, into: organisationId });

/** Buttons, menus and forms about profiles, organisations and accounts; docs/action-ids.md lists them. */
export const membersControls = defineControls('members', {
  start: button({
    about: 'answers the welcome, in that language; also from the card in the channel',
    access: 'anyone',
    id: wordId(LANGUAGES),
  }),
  next: button({ about: 'goes on from a step of the induction as it is', access: 'anyone', id: wordId(STEPS) }),
  goto: button({ about: 'shows a step or a part of the profile, changes nothing', access: 'anyone', id: wordId(STEPS) }),
  form: button({ about: 'opens the form of that name', access: 'anyone', id: wordId(FORM_NAMES) }),
  later: button({ about: 'leaves the induction', access: 'anyone' }),
  resume: button({ about: 'shows where one stands', access: 'anyone' }),
  edit: button({ about: 'shows where one stands', access: 'anyone' }),
  organisation: menu({ about: 'menu: the organisation found', access: 'anyone' }),
  /** With an answer to who may see the profile; without one that stays as it is. */
  finish: button({ about: 'ends the induction', access: 'anyone', id: orNone(wordId(CONSENTS)) }),
  language: button({ about: 'the language to speak from now on', access: 'anyone', id: wordId(LANGUAGES) }),
  export: button({ about: 'everything as a file', access: 'anyone' }),
  forget: button({ about: 'asks before erasing', access: 'anyone' }),
  /** The member's number, so that the button erases nobody who comes back later. */
  'forget-confirm': button({
    about: 'erases the member of that number, if it is the one who presses; harmless afterwards',
    access: 'anyone',
    id: textId,
  }),

  name: form({
    ...STEP,
    title: 'members.step.name',
    fields: nameFields,
    errorsAt: 'name',
    prepare: async (context, { actor }) => nameContents(await requireMember(context, actor.id)),
  }),
  search: form({
    about: 'searches an organisation: `text`',
    access: 'anyone',
    title: 'members.step.organisation',
    submit: 'members.button.search',
    fields: searchFields,
  }),
  propose: form({
    about: 'proposes an organisation',
    access: 'anyone',
    title: 'members.form.propose-title',
    submit: 'members.form.propose-submit',
    fields: proposeFields,
    errorsAt: 'name',
    prepare: async () => proposeContents,
  }),
  work: form({
    ...STEP,
    title: 'members.step.work',
    fields: workFields,
    errorsAt: 'languages',
    prepare: async (context, { actor, language }) =>
      workContents(await requireMember(context, actor.id), await context.community.settings(), language),
  }),
  exchange: form({
    ...STEP,
    title: 'members.step.exchange',
    fields: exchangeFields,
    prepare: async (context, { actor }) => exchangeContents(await requireMember(context, actor.id)),
  }),
  time: form({
    ...STEP,
    title: 'members.step.time',
    fields: timeFields,
    errorsAt: 'end',
    prepare: async (context, { actor, now }) =>
      timeContents(await requireMember(context, actor.id), await context.community.settings(), now),
  }),
  email: form({
    about: 'a part of the profile',
    access: 'anyone',
    title: 'members.field.email',
    fields: emailFields,
    errorsAt: 'email',
    prepare: async (context, { actor }) => emailContents(await requireMember(context, actor.id)),
  }),
  timezone: form({
    about: '`timezone`',
    access: 'anyone',
    title: 'members.form.timezone',
    fields: timezoneFields,
    errorsAt: 'timezone',
    prepare: async (_context, { actor }) => ({ values: { timezone: actor.timezone } }),
  }),
  'visibility-work': form({
    ...STEP,
    title: 'members.step.visibility',
    fields: visibilityWorkFields,
    prepare: async (context, { actor }) => ({ values: (await requireMember(context, actor.id)).visibility }),
  }),
  'visibility-contact': form({
    ...STEP,
    title: 'members.step.visibility',
    fields: visibilityContactFields,
    prepare: async (context, { actor }) => ({ values: (await requireMember(context, actor.id)).visibility }),
  }),

  'link-confirm': button({
    about: 'makes two profiles one; for who entered the code, ten minutes and once',
    access: 'anyone',
    id: linkCodeId,
  }),
  'link-cancel': button({ about: 'calls it off; for who entered the code', access: 'anyone', id: linkCodeId }),
  unlink: button({ about: 'takes an account off; the id is a hash of it', access: 'anyone', id: textId }),
  direct: button({
    about: 'whether to be written to directly, for the account in use; `ask` shows it',
    access: 'anyone',
    id: wordId(['yes', 'no', 'ask']),
  }),
  notices: button({ about: 'a page, from 0, of what the bot tells the presser', access: 'anyone', id: textId }),
  notice: menu({
    about: 'menu: how to be told something, `name:here`, `name:channel` or `name:off`; the id is the page',
    access: 'anyone',
    id: textId,
  }),
  waiting: button({ about: 'shows the presser what waits for them alone', access: 'anyone' }),

  'question-next': button({
    about: 'shows organisers the next question after that number: who is who on a list',
    access: 'organiser',
    id: textId,
  }),
  'question-same': button({ about: 'a line of a list and a member are one person', access: 'organiser', id: questionId }),
  'question-different': button({ about: 'a line of a list and a member are two people', access: 'organiser', id: questionId }),
  part: button({ about: 'parts two who were made one, for 30 days', access: 'organiser', id: joinedId }),
  'same-join': button({ about: 'joins two organisations whose names are equal', access: 'organiser', id: sameOrganisations }),
  'claim-yes': button({ about: 'who came and who is on the list are one person', access: 'organiser', id: claimId }),
  'claim-no': button({ about: 'who came and who is on the list are two people', access: 'organiser', id: claimId }),
  'org-approve': button({ about: 'approves a proposed organisation', access: 'organiser', id: organisationId }),
  'org-refuse': button({ about: 'refuses a proposed organisation', access: 'organiser', id: organisationId }),
  'org-merge': button({ about: 'shows organisations that are alike', access: 'organiser', id: organisationId }),
  'org-merge-search': form({
    about: 'searches the organisation to join it to: `text`',
    access: 'organiser',
    id: organisationId,
    title: 'members.step.organisation',
    submit: 'members.button.search',
    fields: searchFields,
  }),
  'org-merge-into': menu({ about: 'menu: the organisation to join it to', access: 'organiser', id: organisationId }),
});

/** The organisation that was chosen in a menu. Throws a `NotFoundError` for anything but a number. */
export function chosenOrganisation([value = '']: readonly string[]): OrganisationId {
  return organisationId.decode(value);
}
