import { button, defineControls, form } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';
import { eventId } from '../ids.js';
import { colleagueFields } from './fields.js';
import { answerId, remindId } from './ids.js';

const member = { access: 'member' } as const;

/** Buttons with which members say whether they come. */
export const registrationControls = defineControls(FEATURE, {
  answer: button({ ...member, about: '`room`, `online`, `maybe` or `no`', id: answerId }),
  remind: button({ ...member, about: 'whether one is reminded of it privately', id: remindId }),
  colleague: form({
    ...member,
    about: 'asks a colleague of the same organisation whether they come: `name`',
    id: eventId,
    title: 'events-registration.colleague.title',
    submit: 'events-registration.colleague.submit',
    fields: colleagueFields,
    errorsAt: 'name',
  }),
});
