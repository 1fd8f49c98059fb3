import { textField } from '../../../feature-api/index.js';
import { cleanLine } from '../../members/public.js';

const NAME_MAX = 80;

export const colleagueFields = {
  name: textField({
    label: 'events-registration.colleague.name',
    hint: 'events-registration.colleague.hint',
    max: NAME_MAX,
    required: true,
    tidy: cleanLine,
  }),
};
