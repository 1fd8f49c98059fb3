import { LANGUAGES, type Language } from '../../../core/language.js';
import { choiceField, choicesField, dateField, fileField, mappedField, textField } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { cleanLine, tidyLines } from '../../members/public.js';
import { firstFields } from '../fields.js';
import { REASON_MAX } from '../rules/limits.js';
import { NOTE_MAX, PURPOSE_MAX, RESOURCE_MAX, WHAT_MAX } from './limits.js';
import { WITHDRAWALS } from './types.js';

const ANY = 'any';

export const wantedFields = {
  what: textField({
    label: 'resources-request.form.what',
    hint: 'resources-request.form.what-hint',
    max: WHAT_MAX,
    required: true,
    tidy: cleanLine,
  }),
  purpose: textField({
    label: 'resources-request.form.purpose',
    hint: 'resources-request.form.purpose-hint',
    max: PURPOSE_MAX,
    multiline: true,
    required: true,
    tidy: tidyLines,
  }),
  /** The sectors are those of the settings. */
  sectors: choicesField<string>({ label: 'resources-request.form.sectors', hint: 'resources-request.form.sectors-hint' }),
  language: mappedField<typeof ANY | Language, Language | null>(
    choiceField({
      label: 'resources-request.form.language',
      choices: [ANY, ...LANGUAGES],
      choiceLabel: (code, reader) => speaker(reader).plain(code === ANY ? 'resources-request.any-language' : `common.language.${code}`),
    }),
    (code) => ({ value: code === ANY ? null : code }),
    (language) => language ?? ANY,
  ),
  deadline: dateField({ label: 'resources-request.form.deadline', hint: 'resources-request.form.deadline-hint' }),
};

const named = mappedField<'named' | 'unnamed', boolean>(
  choiceField({
    label: 'resources-request.form.named',
    choices: ['named', 'unnamed'],
    choiceLabel: (value, language) => speaker(language).plain(`resources-request.named.${value}`),
  }),
  (value) => ({ value: value === 'named' }),
  (isNamed) => (isNamed ? 'named' : 'unnamed'),
);

export const nameFields = {
  resource: textField({
    label: 'resources-request.form.resource',
    hint: 'resources-request.form.resource-hint',
    max: RESOURCE_MAX,
    required: true,
    tidy: cleanLine,
  }),
  note: textField({ label: 'resources-request.form.note', max: NOTE_MAX, multiline: true, tidy: tidyLines }),
  named,
};

export const attachFields = {
  title: firstFields.title,
  summary: firstFields.summary,
  language: firstFields.language,
  file: fileField({ label: 'resources.form.file', hint: 'resources.form.file-hint' }),
  named,
};

export const notItFields = {
  reply: textField({
    label: 'resources-request.form.reply',
    hint: 'resources-request.form.reply-hint',
    max: NOTE_MAX,
    multiline: true,
    tidy: tidyLines,
  }),
};

export const withdrawFields = {
  why: choiceField({
    label: 'resources.form.reason',
    choices: WITHDRAWALS,
    choiceLabel: (value, language) => speaker(language).plain(`resources-request.withdrawal.${value}`),
  }),
};

export const closeFields = {
  reason: textField({
    label: 'resources.form.reason',
    hint: 'resources-request.form.reason-hint',
    max: REASON_MAX,
    multiline: true,
    required: true,
    tidy: tidyLines,
  }),
};
