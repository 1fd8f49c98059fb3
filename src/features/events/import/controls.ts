import { button, defineControls, fileField, form, textId } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';

const organiser = { access: 'organiser' } as const;

/** With which calendars and spreadsheets become drafts. Files are read outside a transaction. */
export const importControls = defineControls(FEATURE, {
  import: form({
    ...organiser,
    about: 'shows which drafts a calendar or spreadsheet would become: `file`',
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
  'import-make': button({ ...organiser, about: 'makes drafts of a file that was looked at; for who uploaded it', id: textId }),
});
