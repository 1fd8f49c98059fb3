import { readAddress } from '../../core/address.js';
import { LANGUAGES } from '../../core/language.js';
import {
  choiceField,
  choicesField,
  dateField,
  type FieldType,
  fileField,
  lineField,
  linesField,
  mappedField,
  textField,
} from '../../feature-api/index.js';
import { phrase, wordsOf } from '../../language/index.js';
import { cleanLine } from '../members/public.js';
import { refusalOf } from './link-refusal.js';
import { LINK_MAX, ORGANISATION_MAX, REASON_MAX, SUMMARY_MAX, TITLE_MAX } from './rules/limits.js';
import { KINDS, SHARING, VISIBILITIES } from './types.js';

const title = lineField({ label: 'resources.form.title', max: TITLE_MAX, required: true });
const summary = linesField({ label: 'resources.form.summary', hint: 'resources.form.summary-hint', max: SUMMARY_MAX, required: true });
const kind = choiceField({ label: 'resources.form.kind', choices: KINDS, choiceLabel: wordsOf('resources.kind') });
const language = choiceField({ label: 'resources.form.language', choices: LANGUAGES, choiceLabel: wordsOf('common.language') });

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
      const refusal = refusalOf(value);
      return refusal ? { error: refusal } : { value };
    },
    (value) => value,
  );
}

export const firstFields = { title, summary, kind, language, link: linkField(false) };
/** What a member says of something whose link or file is there already. */
export const editionFields = { title, summary, kind, language };
export const textFields = { title, summary, kind };
type LanguageLabel = 'resources.form.title-en' | 'resources.form.title-ar' | 'resources.form.title-ckb';
const titleInLanguage = (label: LanguageLabel) => lineField({ label, max: TITLE_MAX });
const summaryInLanguage = (label: LanguageLabel) => linesField({ label, max: SUMMARY_MAX });
/** Empty where the main title is right. */
export const titleFields = {
  en: titleInLanguage('resources.form.title-en'),
  ar: titleInLanguage('resources.form.title-ar'),
  ckb: titleInLanguage('resources.form.title-ckb'),
};
/** Empty where the main summary is right. */
export const summaryFields = {
  en: summaryInLanguage('resources.form.title-en'),
  ar: summaryInLanguage('resources.form.title-ar'),
  ckb: summaryInLanguage('resources.form.title-ckb'),
};
/** The sectors are those of the settings. */
export const detailFields = {
  sectors: choicesField<string>({ label: 'resources.form.sectors' }),
  organisation: lineField({ label: 'resources.form.organisation', hint: 'resources.form.organisation-hint', max: ORGANISATION_MAX }),
  publishedOn: dateField({ label: 'resources.form.published' }),
  sharing: choiceField({ label: 'resources.form.sharing', choices: SHARING, choiceLabel: wordsOf('resources.sharing') }),
  visibility: choiceField({ label: 'resources.form.visibility', choices: VISIBILITIES, choiceLabel: wordsOf('resources.visibility') }),
};
export const linkFields = { link: linkField(true), language };
export const fileFields = { file: fileField({ label: 'resources.form.file', hint: 'resources.form.file-hint' }), language };

const words = (label: 'resources.form.reason' | 'resources.form.flag') => linesField({ label, max: REASON_MAX, required: true });
export const reasonFields = { reason: words('resources.form.reason') };
export const flagFields = { text: words('resources.form.flag') };
