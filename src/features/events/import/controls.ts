import { defineControls, fileField, organiser, textId } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';

/** With which calendars and spreadsheets become drafts. Files are read outside a transaction. */
export const importControls = defineControls(FEATURE, {
  import: organiser.form('shows which drafts a calendar or spreadsheet would become: `file`', {
    title: 'events-import.form.title',
    submit: 'events-import.form.submit',
    fields: {
      file: fileField({
        label: 'events-import.form.file',
        hint: 'events-import.form.hint',
        accept: ['.ics', '.csv', '.xlsx', 'text/calendar', 'text/csv'],
      }),
    },
    errorsAt: 'file',
    transaction: 'own',
  }),
  'import-make': organiser.button('makes drafts of a file that was looked at; for who uploaded it', textId),
});
