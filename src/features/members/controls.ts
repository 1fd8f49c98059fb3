import { NotFoundError } from '../../core/errors.js';
import type { MemberId, OrganisationId } from '../../core/ids.js';
import { LANGUAGES } from '../../core/language.js';
import { SELECT_OPTIONS_MAX } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import {
  anyone,
  type Context,
  defineControls,
  dottedId,
  type IdCodec,
  numberId,
  organiser,
  orNone,
  textId,
  wordId,
} from '../../feature-api/index.js';
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
import { typedOrganisation } from './organisations.js';
import { requireMember } from './profiles.js';
import { STEPS } from './rules/induction.js';
import { CONSENTS } from './rules/visibility.js';
import type { IdentityQuestionId, JoinedId, LinkCodeId, Member } from './types.js';

const STEP = 'a step of the induction or a part of the profile';

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
/** A question, and whom the organiser saw beside the line; buttons of earlier versions have the number alone. */
const answeredId: IdCodec<{ readonly question: IdentityQuestionId; readonly whom: MemberId | undefined }> = {
  shape: '`<question>.<whom>`',
  encode: ({ question, whom }) => (whom === undefined ? String(question) : `${question}.${whom}`),
  decode(text) {
    const [question = '', whom] = text.split('.');
    return { question: questionId.decode(question), whom: whom === undefined ? undefined : claimedId.decode(whom) };
  },
};
/** The first and the last of the questions that were shown. */
const askedSpan = dottedId({ first: questionId, last: questionId });
const joinedId = numberId<JoinedId>(() => new NotFoundError('nothing to part', phrase('people.part.gone')));
/** The one that goes, and the one that stays. */
const sameOrganisations = dottedId({ from: organisationId, into: organisationId });

/** What a form shows of whoever opens it. */
const ofOneself =
  <C>(contents: (member: Member, context: Context, request: Request) => C | Promise<C>) =>
  async (context: Context, request: Request): Promise<C> =>
    contents(await requireMember(context, request.actor.id), context, request);

/** Buttons, menus and forms about profiles, organisations and accounts; docs/action-ids.md lists them. */
export const membersControls = defineControls('members', {
  start: anyone.button('answers the welcome, in that language; also from the card in the channel', wordId(LANGUAGES)),
  next: anyone.button('goes on from a step of the induction as it is', wordId(STEPS)),
  goto: anyone.button('shows a step or a part of the profile, changes nothing', wordId(STEPS)),
  form: anyone.button('opens the form of that name', wordId(FORM_NAMES)),
  later: anyone.button('leaves the induction'),
  resume: anyone.button('shows where one stands'),
  edit: anyone.button('shows where one stands'),
  organisation: anyone.menu('menu: the organisation found', SELECT_OPTIONS_MAX),
  /** With an answer to who may see the profile; without one that stays as it is. */
  finish: anyone.button('ends the induction', orNone(wordId(CONSENTS))),
  language: anyone.button('the language to speak from now on', wordId(LANGUAGES)),
  export: anyone.button('everything as a file'),
  forget: anyone.button('asks before erasing'),
  /** The member's number, so that the button erases nobody who comes back later. */
  'forget-confirm': anyone.button('erases the member of that number, if it is the one who presses; harmless afterwards', textId),

  name: anyone.form(STEP, {
    title: 'members.step.name',
    fields: nameFields,
    errorsAt: 'name',
    prepare: ofOneself(nameContents),
  }),
  search: anyone.form('searches an organisation: `text`', {
    title: 'members.step.organisation',
    submit: 'members.button.search',
    fields: searchFields,
  }),
  propose: anyone.form('proposes an organisation', {
    title: 'members.form.propose-title',
    submit: 'members.form.propose-submit',
    fields: proposeFields,
    errorsAt: 'name',
    prepare: async (context, { actor }) => proposeContents(await typedOrganisation(context, actor.id)),
  }),
  join: anyone.button('chooses one of the organisations with a similar name', organisationId),
  'propose-new': anyone.button('proposes the organisation that was typed: it is none of the similar ones'),
  work: anyone.form(STEP, {
    title: 'members.step.work',
    fields: workFields,
    errorsAt: 'languages',
    prepare: ofOneself(async (member, { community }, { language }) => workContents(member, await community.settings(), language)),
  }),
  exchange: anyone.form(STEP, {
    title: 'members.step.exchange',
    fields: exchangeFields,
    prepare: ofOneself(exchangeContents),
  }),
  time: anyone.form(STEP, {
    title: 'members.step.time',
    fields: timeFields,
    errorsAt: 'end',
    prepare: ofOneself(async (member, { community }, { now }) => timeContents(member, await community.settings(), now)),
  }),
  email: anyone.form('a part of the profile', {
    title: 'members.field.email',
    fields: emailFields,
    errorsAt: 'email',
    prepare: ofOneself(emailContents),
  }),
  timezone: anyone.form('`timezone`', {
    title: 'members.form.timezone',
    fields: timezoneFields,
    errorsAt: 'timezone',
    prepare: async (_context, { actor }) => ({ values: { timezone: actor.timezone } }),
  }),
  'visibility-work': anyone.form(STEP, {
    title: 'members.step.visibility',
    fields: visibilityWorkFields,
    prepare: ofOneself(({ visibility }) => ({ values: visibility })),
  }),
  'visibility-contact': anyone.form(STEP, {
    title: 'members.step.visibility',
    fields: visibilityContactFields,
    prepare: ofOneself(({ visibility }) => ({ values: visibility })),
  }),

  'link-confirm': anyone.button('makes two profiles one; for who entered the code, ten minutes and once', linkCodeId),
  'link-cancel': anyone.button('calls it off; for who entered the code', linkCodeId),
  unlink: anyone.button('takes an account off; the id is a hash of it', textId),
  direct: anyone.button('whether to be written to directly, for the account in use; `ask` shows it', wordId(['yes', 'no', 'ask'])),
  notices: anyone.button('a page, from 0, of what the bot tells the presser', textId),
  notice: anyone.menu(
    'menu: how to be told something, `name:here`, `name:channel` or `name:off`; the id is the page',
    SELECT_OPTIONS_MAX,
    textId,
  ),
  waiting: anyone.button('shows the presser what waits for them alone'),

  'question-next': organiser.button('shows organisers the next question after that number: who is who on a list', textId),
  'question-same': organiser.button('a line of a list and a member are one person', answeredId),
  'question-different': organiser.button('a line of a list and a member are two people', questionId),
  'question-whom': organiser.menu('menu: somebody else, to see beside the line of that question', SELECT_OPTIONS_MAX, questionId),
  namesakes: organiser.button('shows organisers namesakes in different organisations, asked after that number', textId),
  'namesakes-different': organiser.button(
    'namesakes in different organisations, from the first to the last question, are different people',
    askedSpan,
  ),
  namesake: organiser.menu('menu: one of these questions, to decide it by itself', SELECT_OPTIONS_MAX),
  part: organiser.button('parts two who were made one, for 30 days', joinedId),
  'same-join': organiser.button('joins two organisations whose names are equal', sameOrganisations),
  'claim-yes': organiser.button('who came and who is on the list are one person', claimId),
  'claim-no': organiser.button('who came and who is on the list are two people', claimId),
  'org-approve': organiser.button('approves a proposed organisation', organisationId),
  'org-refuse': organiser.button('refuses a proposed organisation', organisationId),
  'org-merge': organiser.button('shows organisations that are alike', organisationId),
  'org-merge-search': organiser.form('searches the organisation to join it to: `text`', {
    id: organisationId,
    title: 'members.step.organisation',
    submit: 'members.button.search',
    fields: searchFields,
  }),
  'org-merge-into': organiser.menu('menu: the organisation to join it to', SELECT_OPTIONS_MAX, organisationId),
});

/** The question that was chosen in a menu. Throws a `NotFoundError` for anything but a number. */
export function chosenQuestion([value = '']: readonly string[]): IdentityQuestionId {
  return questionId.decode(value);
}

/** Who was chosen in a menu. Throws a `NotFoundError` for anything but a number. */
export function chosenPerson([value = '']: readonly string[]): MemberId {
  return claimedId.decode(value);
}

/** The organisation that was chosen in a menu. Throws a `NotFoundError` for anything but a number. */
export function chosenOrganisation([value = '']: readonly string[]): OrganisationId {
  return organisationId.decode(value);
}
