import { choiceField, textField } from '../../../../feature-api/index.js';
import { speaker } from '../../../../language/index.js';
import { cleanLine } from '../../../members/public.js';
import { PERSON_ABOUT_MAX, PERSON_MAX } from '../../rules/limits.js';
import { EVENT_ROLES } from '../../types.js';

const role = choiceField({
  label: 'events-people.form.role',
  choices: EVENT_ROLES,
  choiceLabel: (choice, language) => speaker(language).plain(`events-people.role.${choice}`),
});

export const memberFields = {
  role,
  name: textField({
    label: 'events-people.form.name',
    hint: 'events-people.form.name-hint',
    max: PERSON_MAX,
    required: true,
    tidy: cleanLine,
  }),
};

export const guestFields = {
  role,
  name: textField({ label: 'events-people.form.guest-name', max: PERSON_MAX, required: true, tidy: cleanLine }),
  about: textField({
    label: 'events-people.form.about',
    hint: 'events-people.form.about-hint',
    max: PERSON_ABOUT_MAX,
    tidy: cleanLine,
  }),
};
