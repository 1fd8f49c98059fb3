import { readAddress } from '../../core/address.js';
import { LANGUAGES } from '../../core/language.js';
import { choiceField, choicesField, dateField, type FieldType, fileField, mappedField, textField } from '../../feature-api/index.js';
import { phrase, speaker } from '../../language/index.js';
import { cleanLine, tidyLines } from '../members/public.js';
import { LINK_MAX, ORGANISATION_MAX, REASON_MAX, SUMMARY_MAX, TITLE_MAX } from './rules/limits.js';
import { isOpenLink } from './rules/link.js';
import { KINDS, SHARING, VISIBILITIES } from './types.js';

const title = textField({ label: 'resources.form.title', max: TITLE_MAX, required: true, tidy: cleanLine });
const summary = textField({
  label: 'resources.form.summary',
  hint: 'resources.form.summary-hint',
  max: SUMMARY_MAX,
  multiline: true,
  required: true,
  tidy: tidyLines,
});
const kind = choiceField({
  label: 'resources.form.kind',
  choices: KINDS,
  choiceLabel: (value, language) => speaker(language).plain(`resources.kind.${value}`),
});
const language = choiceField({
  label: 'resources.form.language',
  choices: LANGUAGES,
  choiceLabel: (code, reader) => speaker(reader).plain(`common.language.${code}`),
});

function linkField(isRequired: boolean): FieldType<string> {
  return mappedField(
    textField({
      label: 'resources.form.link',
      ...(isRequired ? { required: true } : { hint: 'resources.form.link-hint' }),
      max: LINK_MAX,
      tidy: cleanLine,
    }),
    (text) => {
      if (text === '') return { value: '' };
      const value = readAddress(text);
      if (value === undefined) return { error: phrase('resources.error.link') };
      return isOpenLink(value) ? { value } : { error: phrase('resources-upkeep.error.closed') };
    },
    (value) => value,
  );
}

export const firstFields = { title, summary, kind, language, link: linkField(false) };
/** What a member says of something whose link or file is there already. */
export const editionFields = { title, summary, kind, language };
export const textFields = { title, summary, kind };
/** The sectors are those of the settings. */
export const detailFields = {
  sectors: choicesField<string>({ label: 'resources.form.sectors' }),
  organisation: textField({
    label: 'resources.form.organisation',
    hint: 'resources.form.organisation-hint',
    max: ORGANISATION_MAX,
    tidy: cleanLine,
  }),
  publishedOn: dateField({ label: 'resources.form.published' }),
  sharing: choiceField({
    label: 'resources.form.sharing',
    choices: SHARING,
    choiceLabel: (value, reader) => speaker(reader).plain(`resources.sharing.${value}`),
  }),
  visibility: choiceField({
    label: 'resources.form.visibility',
    choices: VISIBILITIES,
    choiceLabel: (value, reader) => speaker(reader).plain(`resources.visibility.${value}`),
  }),
};
export const linkFields = { link: linkField(true), language };
export const fileFields = { file: fileField({ label: 'resources.form.file', hint: 'resources.form.file-hint' }), language };

const words = (label: 'resources.form.reason' | 'resources.form.flag') =>
  textField({ label, max: REASON_MAX, multiline: true, required: true, tidy: tidyLines });
export const reasonFields = { reason: words('resources.form.reason') };
export const flagFields = { text: words('resources.form.flag') };
