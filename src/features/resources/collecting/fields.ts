import { choiceField, textField } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { cleanLine, tidyLines } from '../../members/public.js';
import { SUMMARY_MAX, TITLE_MAX } from '../rules/limits.js';
import { VISIBILITIES } from '../types.js';

/** What a form for one collection holds. */
const CONTENTS_MAX = 3500;

/** Lines that begin with the number of a resource; what follows it only reminds. */
const contents = textField({
  label: 'resources-collections.form.contents',
  hint: 'resources-collections.form.contents-hint',
  max: CONTENTS_MAX,
  multiline: true,
  tidy: tidyLines,
});

export const collectionFields = {
  title: textField({ label: 'resources-collections.form.name', max: TITLE_MAX, required: true, tidy: cleanLine }),
  summary: textField({
    label: 'resources-collections.form.summary',
    max: SUMMARY_MAX,
    multiline: true,
    required: true,
    tidy: tidyLines,
  }),
  contents,
  visibility: choiceField({
    label: 'resources.form.visibility',
    choices: VISIBILITIES,
    choiceLabel: (value, reader) => speaker(reader).plain(`resources.visibility.${value}`),
  }),
};
