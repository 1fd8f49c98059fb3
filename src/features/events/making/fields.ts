import { LANGUAGES } from '../../../core/language.js';
import { readInteger } from '../../../core/written.js';
import { choiceField, dateField, type FieldType, mappedField, textField, timeField } from '../../../feature-api/index.js';
import { type MessageKey, phrase, speaker } from '../../../language/index.js';
import { cleanLine } from '../../members/public.js';
import { ABOUT_MAX, CAPACITY_MAX, LINK_MAX, PLACE_MAX, REASON_MAX, SEATS_MAX, TITLE_MAX } from '../rules/limits.js';
import { readLink } from '../rules/link.js';
import { EVENT_FORMATS, EVENT_KINDS } from '../types.js';

const title = textField({ label: 'events.form.title', max: TITLE_MAX, required: true, tidy: cleanLine });
const language = choiceField({
  label: 'events.form.language',
  choices: LANGUAGES,
  choiceLabel: (code, reader) => speaker(reader).plain(`common.language.${code}`),
});
const about = textField({ label: 'events.form.about', hint: 'events.form.about-hint', max: ABOUT_MAX, multiline: true });

/** What it is called, and when it is. */
export const timesFields = {
  title,
  kind: choiceField({
    label: 'events.form.kind',
    choices: EVENT_KINDS,
    choiceLabel: (kind, reader) => speaker(reader).plain(`events.kind.${kind}`),
  }),
  date: dateField({ label: 'events.form.date', required: true }),
  startTime: timeField({ label: 'events.form.start' }),
  endTime: timeField({ label: 'events.form.end', hint: 'events.form.end-hint' }),
};

export const detailsFields = {
  about,
  format: choiceField({
    label: 'events.form.format',
    choices: EVENT_FORMATS,
    choiceLabel: (format, reader) => speaker(reader).plain(`events.format.${format}`),
  }),
  place: textField({ label: 'events.form.place', hint: 'events.form.place-hint', max: PLACE_MAX, multiline: true }),
  link: linkField(),
  language,
};

export const placesFields = {
  roomCapacity: limitField('events.form.room-capacity', CAPACITY_MAX),
  onlineCapacity: limitField('events.form.online-capacity', CAPACITY_MAX),
  organisationSeats: limitField('events.form.organisation-seats', SEATS_MAX),
  registrationUntil: dateField({ label: 'events.form.registration-until', hint: 'events.form.registration-until-hint' }),
};

export const translateFields = { language, title, about };

export const reasonFields = {
  reason: textField({ label: 'events.form.reason', hint: 'events.form.reason-hint', max: REASON_MAX, multiline: true, required: true }),
};

/** A number of people; empty: no limit. */
function limitField(label: MessageKey, max: number): FieldType<number | null> {
  return mappedField(
    textField({ label, hint: 'events.form.limit-hint', max: 6 }),
    (text) => {
      if (text === '') return { value: null };
      const value = readInteger(text);
      return value !== undefined && value >= 1 && value <= max ? { value } : { error: phrase('common.error.number', { min: 1, max }) };
    },
    (value) => (value === null ? '' : String(value)),
  );
}

function linkField(): FieldType<string> {
  return mappedField(
    textField({ label: 'events.form.link', hint: 'events.form.link-hint', max: LINK_MAX, tidy: cleanLine }),
    (text) => {
      if (text === '') return { value: '' };
      const value = readLink(text);
      return value === undefined ? { error: phrase('events.error.link') } : { value };
    },
    (value) => value,
  );
}
