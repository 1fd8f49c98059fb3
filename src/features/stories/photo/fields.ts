import { booleanField, fileField, lineField } from '../../../feature-api/index.js';
import { wordsOf } from '../../../language/index.js';
import { ALT_MAX, PEOPLE_MAX, PERSON_MAX } from '../rules/limits.js';
import { PHOTO_TYPES } from '../rules/photo.js';

export const photoFields = {
  file: fileField({
    label: 'stories-photo.form.file',
    hint: 'stories-photo.form.file-hint',
    // Both ends of names that a JPEG may have.
    accept: ['.jpeg', ...PHOTO_TYPES.map((type) => `.${type}`)],
  }),
  alt: lineField({ label: 'stories-photo.form.alt', hint: 'stories-photo.form.alt-hint', max: ALT_MAX, required: true }),
  seen: lineField({ label: 'stories-photo.form.seen', hint: 'stories-photo.form.seen-hint', max: PEOPLE_MAX * PERSON_MAX }),
  others: booleanField({
    label: 'stories-photo.form.others',
    hint: 'stories-photo.form.others-hint',
    choices: ['none', 'agreed'],
    yes: 'agreed',
    choiceLabel: wordsOf('stories-photo.others'),
  }),
};
export const seenFields = {
  person: lineField({ label: 'stories-photo.form.person', hint: 'stories-photo.form.person-hint', max: PERSON_MAX, required: true }),
};
