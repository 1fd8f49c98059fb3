import { LANGUAGES } from '../../../core/language.js';
import type { Zone } from '../../../core/time.js';
import { readInteger } from '../../../core/written.js';
import {
  booleanField,
  choiceField,
  choicesField,
  dateField,
  type FieldType,
  integerField,
  lineField,
  linkField,
  mappedField,
  textField,
  timeField,
} from '../../../feature-api/index.js';
import { type MessageKey, phrase, wordsOf } from '../../../language/index.js';
import { zoneOf } from '../../members/public.js';
import { ABOUT_MAX, CAPACITY_MAX, LINK_MAX, PLACE_MAX, REASON_MAX, SEATS_MAX, TITLE_MAX } from '../rules/limits.js';
import { readLink } from '../rules/link.js';
import { EVENT_FORMATS, EVENT_KINDS } from '../types.js';

const title = lineField({ label: 'events.form.title', max: TITLE_MAX, required: true });
const language = choiceField({ label: 'events.form.language', choices: LANGUAGES, choiceLabel: wordsOf('common.language') });
const about = textField({ label: 'events.form.about', hint: 'events.form.about-hint', max: ABOUT_MAX, multiline: true });

/** When a session is. */
export const hoursFields = {
  date: dateField({ label: 'events.form.date', required: true }),
  startTime: timeField({ label: 'events.form.start' }),
  endTime: timeField({ label: 'events.form.end', hint: 'events.form.end-hint' }),
};

/** What it is called, and when it is. */
export const timesFields = {
  title,
  kind: choiceField({ label: 'events.form.kind', choices: EVENT_KINDS, choiceLabel: wordsOf('events.kind') }),
  ...hoursFields,
};

export const detailsFields = {
  about,
  format: choiceField({ label: 'events.form.format', choices: EVENT_FORMATS, choiceLabel: wordsOf('events.format') }),
  place: textField({ label: 'events.form.place', hint: 'events.form.place-hint', max: PLACE_MAX, multiline: true }),
  link: linkField({ label: 'events.form.link', hint: 'events.form.link-hint', max: LINK_MAX }, phrase('events.error.link'), readLink),
  language,
};

export const placesFields = {
  roomCapacity: limitField('events.form.room-capacity', CAPACITY_MAX),
  onlineCapacity: limitField('events.form.online-capacity', CAPACITY_MAX),
  organisationSeats: limitField('events.form.organisation-seats', SEATS_MAX),
  registrationUntil: dateField({ label: 'events.form.registration-until', hint: 'events.form.registration-until-hint' }),
  registrationFrom: dateField({ label: 'events-making.form.registration-from', hint: 'events-making.form.registration-from-hint' }),
};

const yesNo = (label: MessageKey) => booleanField({ label, choices: ['yes', 'no'], yes: 'yes', choiceLabel: wordsOf('common') });
const NEEDS = ['stepFree', 'childcare', 'signLanguage'] as const;

export const needsFields = {
  interpretation: choicesField({
    label: 'events-making.needs.interpretation',
    choices: LANGUAGES,
    choiceLabel: wordsOf('common.language'),
  }),
  offers: choicesField({
    label: 'events-making.needs.offers',
    hint: 'events-making.needs.hint',
    choices: NEEDS,
    choiceLabel: wordsOf('events-making.needs'),
  }),
  asked: yesNo('events-making.needs.asked'),
};

export const afterFields = {
  certificate: yesNo('events-making.after.certificate'),
  requiredShare: integerField({ label: 'events-making.after.share', hint: 'events-making.after.share-hint', min: 1, max: 100 }),
  feedback: yesNo('events-making.after.feedback'),
  countsWomen: yesNo('events-making.after.counts'),
};

export const zoneFields = { zone: zoneField() };

export const copyFields = { title, date: dateField({ label: 'events.form.date', hint: 'events-making.copy.hint', required: true }) };

/** When a draft is announced. */
export const laterFields = {
  date: dateField({ label: 'events.form.date', required: true }),
  time: timeField({ label: 'events-making.later.time' }),
};

export const translateFields = { language, title, about };

export const reasonFields = {
  reason: textField({ label: 'events.form.reason', hint: 'events.form.reason-hint', max: REASON_MAX, multiline: true, required: true }),
};

/** Asked only where somebody reads it. */
export const sessionOffFields = {
  reason: textField({ label: 'events.form.reason', hint: 'events.form.reason-hint', max: REASON_MAX, multiline: true }),
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

/** A zone by its name, or that of a city. */
function zoneField(): FieldType<Zone> {
  return mappedField(
    lineField({ label: 'events-making.zone.zone', hint: 'events-making.zone.hint', max: 60, required: true }),
    (text) => {
      const value = zoneOf(text);
      return value === undefined ? { error: phrase('events-making.error.zone', { text: text.slice(0, 60) }) } : { value };
    },
    (zone) => zone,
  );
}
