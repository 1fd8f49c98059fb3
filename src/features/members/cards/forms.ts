import type { Language } from '../../../core/language.js';
import { actionId, type Form } from '../../../core/message.js';
import type { Settings } from '../../../core/settings.js';
import type { Instant } from '../../../core/time.js';
import { speaker } from '../../../language/index.js';
import { ORGANISATION_TYPES } from '../../../ports/members.js';
import { PLACEHOLDERS } from '../dependencies.js';
import { GOVERNORATES, governorateLabel } from '../places.js';
import type { Profile } from '../profile.js';
import { isSkill, SKILLS, skillLabel } from '../skills.js';
import { SPOKEN, sectorLabel, spokenLabel } from '../spoken.js';
import { EMAIL_MAX, NAME_MAX, ORGANISATION_MAX, PHRASE_MAX, PHRASES_MAX } from '../words.js';
import { COMMON_ZONES, zoneLabel } from '../zones.js';
import { visibilityForm } from './visibility.js';

/** The forms that the buttons of the induction and of the profile open, by the button's id. */
const FORM_NAMES = ['name', 'search', 'propose', 'work', 'exchange', 'time', 'email', 'visibility-work', 'visibility-contact'] as const;
export type FormName = (typeof FORM_NAMES)[number];

export function isFormName(value: string): value is FormName {
  return FORM_NAMES.some((name) => name === value);
}

interface FormContext {
  readonly profile: Profile;
  readonly language: Language;
  readonly settings: Settings;
  readonly now: Instant;
}

export function profileForm(name: FormName, context: FormContext): Form {
  const { language, profile } = context;
  const { member } = profile;
  const say = speaker(language);
  const base = { id: actionId('members', name), language, submit: say.plain('common.save') } as const;
  switch (name) {
    case 'name':
      return {
        ...base,
        title: say.plain('members.step.name'),
        fields: [
          {
            type: 'text',
            name: 'name',
            label: say.plain('members.form.name'),
            hint: say.plain('members.form.name-hint'),
            required: true,
            maxLength: NAME_MAX,
            ...(!PLACEHOLDERS.includes(member.name) && { value: member.name }),
          },
        ],
      };
    case 'search':
      return { ...searchForm(base.id, language), submit: say.plain('members.button.search') };
    case 'propose':
      return proposeForm(base, language);
    case 'visibility-work':
    case 'visibility-contact':
      return visibilityForm(name, member, language);
    case 'work':
      return workForm(base, context);
    case 'exchange':
      return exchangeForm(base, context);
    case 'time':
      return timeForm(base, context);
    case 'email':
      return {
        ...base,
        title: say.plain('members.field.email'),
        fields: [
          {
            type: 'text',
            name: 'email',
            label: say.plain('members.field.email'),
            hint: say.plain('members.form.email-hint'),
            maxLength: EMAIL_MAX,
            ...(member.email !== null && { value: member.email }),
          },
        ],
      };
    default:
      return name satisfies never;
  }
}

/** A form of one field that asks for an organisation's name. */
export function searchForm(id: string, language: Language): Form {
  const say = speaker(language);
  return {
    id,
    language,
    title: say.plain('members.step.organisation'),
    submit: say.plain('members.button.search'),
    fields: [
      {
        type: 'text',
        name: 'text',
        label: say.plain('members.form.search'),
        hint: say.plain('members.form.search-hint'),
        required: true,
        maxLength: ORGANISATION_MAX,
      },
    ],
  };
}

type Base = Pick<Form, 'id' | 'language' | 'submit'>;

function proposeForm(base: Base, language: Language): Form {
  const say = speaker(language);
  return {
    ...base,
    title: say.plain('members.form.propose-title'),
    submit: say.plain('members.form.propose-submit'),
    fields: [
      { type: 'text', name: 'name', label: say.plain('members.form.organisation-name'), required: true, maxLength: ORGANISATION_MAX },
      {
        type: 'select',
        name: 'type',
        label: say.plain('members.form.type'),
        required: true,
        value: ['local'],
        options: ORGANISATION_TYPES.map((type) => ({ value: type, label: say.plain(`common.type.${type}`) })),
      },
      {
        type: 'select',
        name: 'governorates',
        label: say.plain('members.form.governorates'),
        max: GOVERNORATES.length,
        options: GOVERNORATES.map((code) => ({ value: code, label: governorateLabel(code, language) })),
      },
    ],
  };
}

function workForm(base: Base, { profile: { member }, settings, language }: FormContext): Form {
  const say = speaker(language);
  const spoken = [...new Set([...SPOKEN, ...member.languages])].slice(0, 25);
  return {
    ...base,
    title: say.plain('members.step.work'),
    fields: [
      {
        type: 'select',
        name: 'languages',
        label: say.plain('members.field.languages'),
        required: true,
        max: spoken.length,
        options: spoken.map((code) => ({ value: code, label: spokenLabel(code, language) })),
        value: member.languages.length > 0 ? member.languages : [member.language],
      },
      {
        type: 'select',
        name: 'sectors',
        label: say.plain('members.field.sectors'),
        max: settings.sectors.length,
        options: settings.sectors.map((code) => ({ value: code, label: sectorLabel(code, language) })),
        value: member.sectors.filter((sector) => settings.sectors.includes(sector)),
      },
    ],
  };
}

function exchangeForm(base: Base, { profile: { member }, language }: FormContext): Form {
  const say = speaker(language);
  const options = SKILLS.map((skill) => ({ value: skill, label: skillLabel(skill, language) }));
  const pair = (name: 'offers' | 'wants', label: string, own: string) =>
    [
      { type: 'select', name, label, max: SKILLS.length, options, value: member[name].filter(isSkill) },
      {
        type: 'text',
        name: `${name}-own`,
        label: own,
        hint: say.plain('members.form.own-hint'),
        maxLength: PHRASE_MAX * PHRASES_MAX,
        value: member[name].filter((item) => !isSkill(item)).join('، '),
      },
    ] as const;
  return {
    ...base,
    title: say.plain('members.step.exchange'),
    fields: [
      ...pair('offers', say.plain('members.field.offers'), say.plain('members.form.offers-own')),
      ...pair('wants', say.plain('members.field.wants'), say.plain('members.form.wants-own')),
    ],
  };
}

function timeForm(base: Base, { profile: { member }, settings, language, now }: FormContext): Form {
  const say = speaker(language);
  const zones = [...new Set([member.timezone, settings.timezone, ...COMMON_ZONES])].slice(0, 25);
  return {
    ...base,
    title: say.plain('members.step.time'),
    fields: [
      {
        type: 'select',
        name: 'timezone',
        label: say.plain('members.form.timezone'),
        hint: say.plain('members.form.timezone-hint'),
        required: true,
        options: zones.map((zone) => ({ value: zone, label: zoneLabel(zone, now) })),
        value: [member.timezone],
      },
      { type: 'time', name: 'start', label: say.plain('members.form.start'), required: true, value: member.hours.start },
      { type: 'time', name: 'end', label: say.plain('members.form.end'), required: true, value: member.hours.end },
    ],
  };
}
