import { NotFoundError } from '../../core/errors.js';
import { type MemberId, type OrganisationId, toId } from '../../core/ids.js';
import { LANGUAGES } from '../../core/language.js';
import { button, defineControls, form, type IdCodec, menu, numberId, textId, wordId } from '../../feature-api/index.js';
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
import type { LinkCodeId } from './types.js';

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

/** `<who came>.<who is on the list>`. */
const claimId: IdCodec<{ readonly came: MemberId; readonly listed: MemberId }> = {
  encode: ({ came, listed }) => `${came}.${listed}`,
  decode(text) {
    const [came = '', listed = ''] = text.split('.');
    try {
      return { came: toId<MemberId>(came), listed: toId<MemberId>(listed) };
    } catch {
      throw new NotFoundError('not two members', phrase('people.claim.gone'));
    }
  },
};

/** Buttons, menus and forms about profiles, organisations and accounts; docs/action-ids.md lists them. */
export const membersControls = defineControls('members', {
  start: button({ access: 'anyone', id: wordId(LANGUAGES) }),
  next: button({ access: 'anyone', id: wordId(STEPS) }),
  goto: button({ access: 'anyone', id: wordId(STEPS) }),
  form: button({ access: 'anyone', id: wordId(FORM_NAMES) }),
  later: button({ access: 'anyone' }),
  resume: button({ access: 'anyone' }),
  edit: button({ access: 'anyone' }),
  organisation: menu({ access: 'anyone' }),
  finish: button({ access: 'anyone' }),
  language: button({ access: 'anyone', id: wordId(LANGUAGES) }),
  export: button({ access: 'anyone' }),
  forget: button({ access: 'anyone' }),
  /** The member's number, so that the button erases nobody who comes back later. */
  'forget-confirm': button({ access: 'anyone', id: textId }),

  name: form({
    access: 'anyone',
    title: 'members.step.name',
    submit: 'common.save',
    fields: nameFields,
    errorsAt: 'name',
    prepare: async (context, { actor }) => nameContents(await requireMember(context, actor.id)),
  }),
  search: form({ access: 'anyone', title: 'members.step.organisation', submit: 'members.button.search', fields: searchFields }),
  propose: form({
    access: 'anyone',
    title: 'members.form.propose-title',
    submit: 'members.form.propose-submit',
    fields: proposeFields,
    errorsAt: 'name',
    prepare: async () => proposeContents,
  }),
  work: form({
    access: 'anyone',
    title: 'members.step.work',
    submit: 'common.save',
    fields: workFields,
    errorsAt: 'languages',
    prepare: async (context, { actor, language }) =>
      workContents(await requireMember(context, actor.id), await context.community.settings(), language),
  }),
  exchange: form({
    access: 'anyone',
    title: 'members.step.exchange',
    submit: 'common.save',
    fields: exchangeFields,
    prepare: async (context, { actor }) => exchangeContents(await requireMember(context, actor.id)),
  }),
  time: form({
    access: 'anyone',
    title: 'members.step.time',
    submit: 'common.save',
    fields: timeFields,
    errorsAt: 'end',
    prepare: async (context, { actor, now }) =>
      timeContents(await requireMember(context, actor.id), await context.community.settings(), now),
  }),
  email: form({
    access: 'anyone',
    title: 'members.field.email',
    submit: 'common.save',
    fields: emailFields,
    errorsAt: 'email',
    prepare: async (context, { actor }) => emailContents(await requireMember(context, actor.id)),
  }),
  timezone: form({
    access: 'anyone',
    title: 'members.form.timezone',
    submit: 'common.save',
    fields: timezoneFields,
    errorsAt: 'timezone',
    prepare: async (_context, { actor }) => ({ values: { timezone: actor.timezone } }),
  }),
  'visibility-work': form({
    access: 'anyone',
    title: 'members.step.visibility',
    submit: 'common.save',
    fields: visibilityWorkFields,
    prepare: async (context, { actor }) => ({ values: (await requireMember(context, actor.id)).visibility }),
  }),
  'visibility-contact': form({
    access: 'anyone',
    title: 'members.step.visibility',
    submit: 'common.save',
    fields: visibilityContactFields,
    prepare: async (context, { actor }) => ({ values: (await requireMember(context, actor.id)).visibility }),
  }),

  'link-confirm': button({ access: 'anyone', id: linkCodeId }),
  'link-cancel': button({ access: 'anyone', id: linkCodeId }),
  unlink: button({ access: 'anyone', id: textId }),
  direct: button({ access: 'anyone', id: wordId(['yes', 'no', 'ask']) }),
  waiting: button({ access: 'anyone' }),

  'claim-yes': button({ access: 'organiser', id: claimId }),
  'claim-no': button({ access: 'organiser', id: claimId }),
  'org-approve': button({ access: 'organiser', id: organisationId }),
  'org-refuse': button({ access: 'organiser', id: organisationId }),
  'org-merge': button({ access: 'organiser', id: organisationId }),
  'org-merge-search': form({
    access: 'organiser',
    id: organisationId,
    title: 'members.step.organisation',
    submit: 'members.button.search',
    fields: searchFields,
  }),
  'org-merge-into': menu({ access: 'organiser', id: organisationId }),
});

/** The organisation that was chosen in a menu. Throws a `NotFoundError` for anything but a number. */
export function chosenOrganisation([value = '']: readonly string[]): OrganisationId {
  return organisationId.decode(value);
}
