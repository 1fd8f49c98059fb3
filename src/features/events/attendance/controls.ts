import { button, defineControls, fileField, form, menu, textField } from '../../../feature-api/index.js';
import { cleanLine } from '../../members/public.js';
import { eventId } from '../ids.js';
import { FEATURE } from '../names.js';
import { doubtId, listId, sessionId } from './ids.js';

const member = { access: 'member' } as const;
/** A file pairs addresses with people, which a host need not know. */
const organiser = { access: 'organiser' } as const;
const NAME_MAX = 80;

/** Buttons, menus and forms with which people say that they are there, and with which the list is kept. */
export const attendanceControls = defineControls(FEATURE, {
  here: button({ ...member, about: 'says that one is in a session; in its thread while it is held', id: sessionId }),
  code: form({
    ...member,
    about: 'says that one is in a session: `code`',
    title: 'events-attendance.form.code-title',
    submit: 'events-attendance.button.here',
    fields: {
      code: textField({ label: 'events-attendance.form.code', hint: 'events-attendance.form.code-hint', max: 40, required: true }),
    },
    errorsAt: 'code',
  }),
  attendance: button({ ...member, about: 'who is there, for the host and organisers', id: eventId }),
  'attendance-page': button({ ...member, about: 'a page of the list, from 0', id: listId }),
  'attendance-session': menu({ ...member, about: 'menu: the list of another session' }),
  'attendance-search': form({
    ...member,
    about: 'searches the list, and members who did not register: `text`',
    id: sessionId,
    title: 'events-attendance.form.search-title',
    submit: 'events-attendance.button.search',
    fields: { text: textField({ label: 'events-attendance.form.search', max: NAME_MAX, required: true, tidy: cleanLine }) },
    errorsAt: 'text',
  }),
  present: menu({ ...member, about: 'menu: people of the list who are there', id: sessionId }),
  absent: menu({ ...member, about: 'menu: people of the list who are not there after all', id: sessionId }),
  door: menu({ ...member, about: 'menu: a member who came without having registered', id: sessionId }),
  'door-guest': form({
    ...member,
    about: 'a guest who came: `name`, `organisation`',
    id: sessionId,
    title: 'events-attendance.form.guest-title',
    fields: {
      name: textField({ label: 'events-attendance.form.guest-name', max: NAME_MAX, required: true, tidy: cleanLine }),
      organisation: textField({ label: 'events-attendance.form.guest-organisation', max: NAME_MAX, tidy: cleanLine }),
    },
    errorsAt: 'name',
  }),
  'attendance-file': form({
    ...organiser,
    about: 'reads the attendance file of Zoom, Teams or Google Meet: `file`',
    id: sessionId,
    title: 'events-attendance.form.file-title',
    submit: 'events-attendance.button.read-file',
    fields: {
      file: fileField({
        label: 'events-attendance.form.file',
        hint: 'events-attendance.form.file-hint',
        accept: ['.csv', 'text/csv'],
      }),
    },
    errorsAt: 'file',
  }),
  'attendance-match': menu({ ...organiser, about: 'menu: who somebody of a file is', id: doubtId }),
  'attendance-numbers': button({ ...member, about: 'how many were there, for the host and organisers', id: eventId }),
});
