import { choiceField, choicesField, type FieldType, lineField, mappedField, textField, timeField } from '../../feature-api/index.js';
import { type MessageKey, phrase, wordsOf } from '../../language/index.js';
import { FIELD_LABELS } from './field-labels.js';
import { GOVERNORATES, governorateLabel } from './governorates.js';
import { unique } from './rules/unique.js';
import { isSkill, SKILLS, skillLabel } from './skills.js';
import { EMAIL_MAX, lengthOf, NAME_MAX, ORGANISATION_MAX, PHRASE_MAX, PHRASES_MAX, splitPhrases } from './text.js';
import { ORGANISATION_TYPES, type ProfileField, VISIBILITIES, type Visibility } from './types.js';

/** The fields of the forms of the induction and the profile. */
export const nameFields = {
  name: lineField({ label: 'members.form.name', hint: 'members.form.name-hint', max: NAME_MAX, required: true }),
};

export const searchFields = {
  text: lineField({ label: 'members.form.search', hint: 'members.form.search-hint', max: ORGANISATION_MAX, required: true }),
};

export const proposeFields = {
  name: lineField({ label: 'members.form.organisation-name', max: ORGANISATION_MAX, required: true }),
  type: choiceField({ label: 'members.form.type', choices: ORGANISATION_TYPES, choiceLabel: wordsOf('common.type') }),
  governorates: choicesField({ label: 'members.form.governorates', choices: GOVERNORATES, choiceLabel: governorateLabel }),
};

/** The options depend on the member and the settings. */
export const workFields = {
  languages: choicesField<string>({ label: FIELD_LABELS.languages, required: true }),
  sectors: choicesField<string>({ label: FIELD_LABELS.sectors }),
};

export const exchangeFields = {
  offers: skillsField(FIELD_LABELS.offers),
  'offers-own': phrasesField('members.form.offers-own'),
  wants: skillsField(FIELD_LABELS.wants),
  'wants-own': phrasesField('members.form.wants-own'),
};

/** The zones depend on the member and the settings. */
export const timeFields = {
  timezone: choiceField<string>({ label: 'members.form.timezone', hint: 'members.form.timezone-hint' }),
  start: timeField({ label: 'members.form.start' }),
  end: timeField({ label: 'members.form.end' }),
};

export const emailFields = {
  email: lineField({ label: FIELD_LABELS.email, hint: 'members.form.email-hint', max: EMAIL_MAX }),
};

export const timezoneFields = {
  timezone: textField({
    label: 'members.form.timezone',
    hint: 'members.form.timezone-hint',
    max: 60,
    required: true,
  }),
};

/** A form holds five fields, so the visibility of all fields is chosen in two. */
export const visibilityWorkFields = {
  organisation: visibilityField('organisation'),
  languages: visibilityField('languages'),
  sectors: visibilityField('sectors'),
  hours: visibilityField('hours'),
};
export const visibilityContactFields = {
  offers: visibilityField('offers'),
  wants: visibilityField('wants'),
  email: visibilityField('email'),
};

/** An unknown choice leaves the field as it is: the other fields are saved, and nothing is shown that was not chosen. */
function visibilityField(field: ProfileField): FieldType<Visibility | undefined> {
  const choice = choiceField({ label: FIELD_LABELS[field], choices: VISIBILITIES, choiceLabel: wordsOf('members.visibility') });
  return {
    ...choice,
    read(raw) {
      const read = choice.read(raw);
      return 'error' in read ? { value: undefined } : read;
    },
  };
}

function skillsField(label: MessageKey) {
  return choicesField({ label, choices: SKILLS, choiceLabel: skillLabel });
}

/** Phrases that people write beside the skills of the list. */
function phrasesField(label: MessageKey): FieldType<readonly string[]> {
  return mappedField(
    textField({ label, hint: 'members.form.own-hint', max: PHRASE_MAX * PHRASES_MAX }),
    (text) => {
      const phrases = unique(splitPhrases(text));
      const long = phrases.find((item) => lengthOf(item) > PHRASE_MAX);
      if (long !== undefined) return { error: phrase('members.error.phrase-long', { length: lengthOf(long), max: PHRASE_MAX }) };
      const count = phrases.filter((item) => !isSkill(item)).length;
      if (count > PHRASES_MAX) return { error: phrase('members.error.phrases-many', { count, max: PHRASES_MAX }) };
      return { value: phrases };
    },
    (phrases) => phrases.join('، '),
  );
}
