import { defineControls, member } from '../../../feature-api/index.js';
import { eventId, seenId } from '../ids.js';
import { FEATURE } from '../names.js';
import { colleagueFields } from './fields.js';
import { answerId, registerId, remindId } from './ids.js';
import { openRegister, openSecond, registerFields, secondFields } from './question-forms.js';

/** Buttons with which members say whether they come. */
export const registrationControls = defineControls(FEATURE, {
  answer: member.button('`room`, `online`, `maybe` or `no`', answerId),
  remind: member.button('whether one is reminded of it privately', remindId),
  register: member.dynamicForm('answers the questions and registers', {
    id: registerId,
    open: openRegister,
    fields: registerFields,
  }),
  second: member.dynamicForm('answers the second form, for those who are accepted', {
    id: seenId,
    open: openSecond,
    fields: secondFields,
  }),
  recording: member.button('whether one agrees to be recorded', remindId),
  colleague: member.form('asks a colleague of the same organisation whether they come: `name`', {
    id: eventId,
    title: 'events-registration.colleague.title',
    submit: 'events-registration.colleague.submit',
    fields: colleagueFields,
    errorsAt: 'name',
  }),
});
