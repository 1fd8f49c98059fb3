import { NotFoundError } from '../../core/errors.js';
import { type MemberId, type OrganisationId, toId } from '../../core/ids.js';
import { LANGUAGES } from '../../core/language.js';
import type { Request } from '../../core/request.js';
import {
  button,
  type Context,
  defineControls,
  form,
  type IdCodec,
  menu,
  numberId,
  textId,
  wordId,
} from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { PLACEHOLDERS } from './defaults.js';
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
import { isSkill } from './skills.js';
import { SPOKEN, sectorLabel, spokenLabel } from './spoken.js';
import type { LinkCodeId } from './types.js';
import { COMMON_ZONES, zoneLabel } from './zones.js';

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
    async prepare(context: Context, { actor }: Request) {
      const { name } = await requireMember(context, actor.id);
      return PLACEHOLDERS.includes(name) ? {} : { values: { name } };
    },
  }),
  search: form({ access: 'anyone', title: 'members.step.organisation', submit: 'members.button.search', fields: searchFields }),
  propose: form({
    access: 'anyone',
    title: 'members.form.propose-title',
    submit: 'members.form.propose-submit',
    fields: proposeFields,
    errorsAt: 'name',
    prepare: async () => ({ values: { type: 'local' as const } }),
  }),
  work: form({
    access: 'anyone',
    title: 'members.step.work',
    submit: 'common.save',
    fields: workFields,
    errorsAt: 'languages',
    async prepare(context: Context, { actor, language }: Request) {
      const [member, settings] = [await requireMember(context, actor.id), await context.community.settings()];
      const spoken = [...new Set<string>([...SPOKEN, ...member.languages])].slice(0, 25);
      return {
        options: {
          languages: spoken.map((code) => ({ value: code, label: spokenLabel(code, language) })),
          sectors: settings.sectors.map((code) => ({ value: code, label: sectorLabel(code, language) })),
        },
        values: {
          languages: member.languages.length > 0 ? member.languages : [member.language],
          sectors: member.sectors.filter((sector) => settings.sectors.includes(sector)),
        },
      };
    },
  }),
  exchange: form({
    access: 'anyone',
    title: 'members.step.exchange',
    submit: 'common.save',
    fields: exchangeFields,
    async prepare(context: Context, { actor }: Request) {
      const { offers, wants } = await requireMember(context, actor.id);
      return {
        values: {
          offers: offers.filter(isSkill),
          'offers-own': offers.filter((item) => !isSkill(item)),
          wants: wants.filter(isSkill),
          'wants-own': wants.filter((item) => !isSkill(item)),
        },
      };
    },
  }),
  time: form({
    access: 'anyone',
    title: 'members.step.time',
    submit: 'common.save',
    fields: timeFields,
    errorsAt: 'end',
    async prepare(context: Context, { actor, now }: Request) {
      const [{ timezone, hours }, settings] = [await requireMember(context, actor.id), await context.community.settings()];
      const zones = [...new Set([timezone, settings.timezone, ...COMMON_ZONES])].slice(0, 25);
      return {
        options: { timezone: zones.map((zone) => ({ value: zone, label: zoneLabel(zone, now) })) },
        values: { timezone, start: hours.start, end: hours.end },
      };
    },
  }),
  email: form({
    access: 'anyone',
    title: 'members.field.email',
    submit: 'common.save',
    fields: emailFields,
    errorsAt: 'email',
    async prepare(context: Context, { actor }: Request) {
      const { email } = await requireMember(context, actor.id);
      return email === null ? {} : { values: { email } };
    },
  }),
  timezone: form({
    access: 'anyone',
    title: 'members.form.timezone',
    submit: 'common.save',
    fields: timezoneFields,
    errorsAt: 'timezone',
    prepare: async (_context: Context, { actor }: Request) => ({ values: { timezone: actor.timezone } }),
  }),
  'visibility-work': form({
    access: 'anyone',
    title: 'members.step.visibility',
    submit: 'common.save',
    fields: visibilityWorkFields,
    prepare: async (context: Context, { actor }: Request) => ({ values: (await requireMember(context, actor.id)).visibility }),
  }),
  'visibility-contact': form({
    access: 'anyone',
    title: 'members.step.visibility',
    submit: 'common.save',
    fields: visibilityContactFields,
    prepare: async (context: Context, { actor }: Request) => ({ values: (await requireMember(context, actor.id)).visibility }),
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
