import { SELECT_OPTIONS_MAX } from '../../../core/message.js';
import {
  defineControls,
  dottedId,
  fileField,
  integerField,
  lineField,
  member,
  organiser,
  textField,
  wordId,
} from '../../../feature-api/index.js';
import type { MessageKey } from '../../../language/index.js';
import { cleanLine } from '../../members/public.js';
import { eventId, goneEvent } from '../ids.js';
import { FEATURE } from '../names.js';
import { SESSIONS_MAX } from '../rules/limits.js';
import { searchSpec } from '../search-spec.js';
import { columnsId, doubtId, listId, sessionId } from './ids.js';
import { womenContents } from './women.js';

/** A file pairs addresses with people, which a host need not know. */
const NAME_MAX = 80;
const COUNTED_MAX = 10_000;
const ON_OR_OFF = ['on', 'off'] as const;
const ASK_OR_SURE = ['ask', 'sure'] as const;

/** How a column of a file is headed. */
function columnField(label: MessageKey, required: boolean, hint?: MessageKey) {
  return textField({ label, ...(hint && { hint }), max: NAME_MAX, required, tidy: cleanLine });
}

/** Buttons, menus and forms with which people say that they are there, and with which the list is kept. */
export const attendanceControls = defineControls(FEATURE, {
  here: member.button('says that one is in a session; in its thread while it is held', sessionId),
  code: member.form('says that one is in a session: `code`', {
    title: 'events-attendance.form.code-title',
    submit: 'events-attendance.button.here',
    fields: {
      code: textField({ label: 'events-attendance.form.code', hint: 'events-attendance.form.code-hint', max: 40, required: true }),
    },
    errorsAt: 'code',
  }),
  attendance: member.button('who is there, for the host and organisers', eventId),
  'attendance-page': member.button('a page of the list, from 0', listId),
  'attendance-session': member.menu('menu: the list of another session', SESSIONS_MAX),
  'attendance-search': member.form('searches the list, and members who did not register: `text`', {
    id: sessionId,
    ...searchSpec('events-attendance.form.search-title', 'events-attendance.form.search'),
  }),
  present: member.menu('menu: people of the list who are there', SELECT_OPTIONS_MAX, sessionId),
  absent: member.menu('menu: people of the list who are not there after all', SELECT_OPTIONS_MAX, sessionId),
  door: member.menu('menu: a member who came without having registered', SELECT_OPTIONS_MAX, sessionId),
  'door-guest': member.form('a guest who came: `name`, `organisation`', {
    id: sessionId,
    title: 'events-attendance.form.guest-title',
    fields: {
      name: lineField({ label: 'events-attendance.form.guest-name', max: NAME_MAX, required: true }),
      organisation: lineField({ label: 'events-attendance.form.guest-organisation', max: NAME_MAX }),
    },
    errorsAt: 'name',
  }),
  'attendance-file': organiser.form('reads the attendance file of Zoom, Teams or Google Meet: `file`', {
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
    transaction: 'own',
  }),
  'attendance-columns': organiser.form(
    'reads the attendance file of another program that was uploaded before; how its columns are headed: `name`, `email`, `joined`, `left`',
    {
      id: columnsId,
      title: 'events-attendance.form.columns-title',
      submit: 'events-attendance.button.read-file',
      fields: {
        name: columnField('events-attendance.form.column-name', true, 'events-attendance.form.columns-hint'),
        email: columnField('events-attendance.form.column-email', false),
        joined: columnField('events-attendance.form.column-joined', true),
        left: columnField('events-attendance.form.column-left', true),
      },
      errorsAt: 'name',
      transaction: 'own',
    },
  ),
  'attendance-match': organiser.menu('menu: who somebody of a file is', SELECT_OPTIONS_MAX, doubtId),
  'counts-women': organiser.button(
    'whether women and men are counted at an event: `on` or `off`, which erases the numbers',
    dottedId({ id: eventId, wanted: wordId(ON_OR_OFF, goneEvent) }),
  ),
  women: member.form('how many women and men the host or an organiser counted: `women`, `men`', {
    id: sessionId,
    title: 'events-attendance.form.women-title',
    fields: {
      women: integerField({ label: 'events-attendance.form.women', min: 0, max: COUNTED_MAX }),
      men: integerField({ label: 'events-attendance.form.men', min: 0, max: COUNTED_MAX }),
    },
    errorsAt: 'women',
    prepare: womenContents,
  }),
  'attendance-complete': member.button(
    'the attendance of an event is complete, so that shares are shown: `ask` asks first, `sure` says so',
    dottedId({ id: eventId, word: wordId(ASK_OR_SURE, goneEvent) }),
  ),
  'attendance-numbers': member.button('how many were there, for the host and organisers', eventId),
});
