import { LANGUAGES, type Language } from '../../../core/language.js';
import {
  booleanField,
  choiceField,
  choicesField,
  dateField,
  fileField,
  lineField,
  linesField,
  mappedField,
} from '../../../feature-api/index.js';
import { speaker, wordsOf } from '../../../language/index.js';
import { firstFields } from '../fields.js';
import { REASON_MAX } from '../rules/limits.js';
import { NOTE_MAX, PURPOSE_MAX, RESOURCE_MAX, WHAT_MAX } from './limits.js';
import { WITHDRAWALS } from './types.js';

const ANY = 'any';

export const wantedFields = {
  what: lineField({ label: 'resources-request.form.what', hint: 'resources-request.form.what-hint', max: WHAT_MAX, required: true }),
  purpose: linesField({
    label: 'resources-request.form.purpose',
    hint: 'resources-request.form.purpose-hint',
    max: PURPOSE_MAX,
    required: true,
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

const named = booleanField({
  label: 'resources-request.form.named',
  choices: ['named', 'unnamed'],
  yes: 'named',
  choiceLabel: wordsOf('resources-request.named'),
});

export const nameFields = {
  resource: lineField({
    label: 'resources-request.form.resource',
    hint: 'resources-request.form.resource-hint',
    max: RESOURCE_MAX,
    required: true,
  }),
  note: linesField({ label: 'resources-request.form.note', max: NOTE_MAX }),
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
  reply: linesField({ label: 'resources-request.form.reply', hint: 'resources-request.form.reply-hint', max: NOTE_MAX }),
};

export const withdrawFields = {
  why: choiceField({ label: 'resources.form.reason', choices: WITHDRAWALS, choiceLabel: wordsOf('resources-request.withdrawal') }),
};

export const closeFields = {
  reason: linesField({ label: 'resources.form.reason', hint: 'resources-request.form.reason-hint', max: REASON_MAX, required: true }),
};
