import { choiceField, lineField, linesField } from '../../../feature-api/index.js';
import { wordsOf } from '../../../language/index.js';
import { SUMMARY_MAX, TITLE_MAX } from '../rules/limits.js';
import { VISIBILITIES } from '../types.js';

/** What a form for one collection holds. */
const CONTENTS_MAX = 3500;

/** Lines that begin with the number of a resource; what follows it only reminds. */
const contents = linesField({
  label: 'resources-collections.form.contents',
  hint: 'resources-collections.form.contents-hint',
  max: CONTENTS_MAX,
});

export const collectionFields = {
  title: lineField({ label: 'resources-collections.form.name', max: TITLE_MAX, required: true }),
  summary: linesField({ label: 'resources-collections.form.summary', max: SUMMARY_MAX, required: true }),
  contents,
  visibility: choiceField({ label: 'resources.form.visibility', choices: VISIBILITIES, choiceLabel: wordsOf('resources.visibility') }),
};
