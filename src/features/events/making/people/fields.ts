import { choiceField, lineField } from '../../../../feature-api/index.js';
import { wordsOf } from '../../../../language/index.js';
import { PERSON_ABOUT_MAX, PERSON_MAX } from '../../rules/limits.js';
import { EVENT_ROLES } from '../../types.js';

const role = choiceField({ label: 'events-people.form.role', choices: EVENT_ROLES, choiceLabel: wordsOf('events-people.role') });

export const memberFields = {
  role,
  name: lineField({ label: 'events-people.form.name', hint: 'events-people.form.name-hint', max: PERSON_MAX, required: true }),
};

export const guestFields = {
  role,
  name: lineField({ label: 'events-people.form.guest-name', max: PERSON_MAX, required: true }),
  about: lineField({ label: 'events-people.form.about', hint: 'events-people.form.about-hint', max: PERSON_ABOUT_MAX }),
};
