import { button, defineControls, dynamicForm, form } from '../../../feature-api/index.js';
import { eventId, seenId } from '../ids.js';
import { FEATURE } from '../names.js';
import { colleagueFields } from './fields.js';
import { answerId, registerId, remindId } from './ids.js';
import { openRegister, openSecond, registerFields, secondFields } from './question-forms.js';

const member = { access: 'member' } as const;

/** Buttons with which members say whether they come. */
export const registrationControls = defineControls(FEATURE, {
  answer: button({ ...member, about: '`room`, `online`, `maybe` or `no`', id: answerId }),
  remind: button({ ...member, about: 'whether one is reminded of it privately', id: remindId }),
  register: dynamicForm({
    ...member,
    about: 'answers the questions and registers',
    id: registerId,
    open: openRegister,
    fields: registerFields,
  }),
  second: dynamicForm({
    ...member,
    about: 'answers the second form, for those who are accepted',
    id: seenId,
    open: openSecond,
    fields: secondFields,
  }),
  recording: button({ ...member, about: 'whether one agrees to be recorded', id: remindId }),
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
