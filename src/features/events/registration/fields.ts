import { lineField } from '../../../feature-api/index.js';
import { PERSON_MAX } from '../rules/limits.js';

export const colleagueFields = {
  name: lineField({
    label: 'events-registration.colleague.name',
    hint: 'events-registration.colleague.hint',
    max: PERSON_MAX,
    required: true,
  }),
};
