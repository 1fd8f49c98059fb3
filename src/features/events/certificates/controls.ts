import { button, defineControls, form, textField } from '../../../feature-api/index.js';
import { cleanLine } from '../../members/public.js';
import { eventId } from '../ids.js';
import { FEATURE } from '../names.js';

/** The longest name that is printed; members' own names are shorter. */
const NAME_MAX = 120;
/** It is printed outside a transaction. */
const own = { id: eventId, transaction: 'own' } as const;

/** Certificates: members take theirs, organisers issue all. */
export const certificatesControls = defineControls(FEATURE, {
  certificate: button({ ...own, access: 'member', about: 'one’s certificates of an event as files' }),
  'certificate-name': button({ ...own, access: 'member', about: 'issues them anew under one’s present name' }),
  certificates: button({ access: 'organiser', about: 'an event’s certificates', id: eventId }),
  'certificates-issue': button({
    ...own,
    access: 'organiser',
    about: 'issues all of an event’s certificates, as one file',
    budget: 'export',
  }),
  'certificate-correct': form({
    ...own,
    access: 'organiser',
    about: 'issues a certificate anew with another name: `number`, `name`',
    title: 'events-certificates.form.title',
    submit: 'events-certificates.form.submit',
    fields: {
      number: textField({ label: 'events-certificates.form.number', max: 40, required: true, tidy: cleanLine }),
      name: textField({
        label: 'events-certificates.form.name',
        hint: 'events-certificates.form.name-hint',
        max: NAME_MAX,
        required: true,
        tidy: cleanLine,
      }),
    },
    errorsAt: 'number',
  }),
  'certificate-erase': form({
    id: eventId,
    access: 'organiser',
    about: 'erases a guest who asked for it: `number` of their certificate, which holds no more',
    title: 'events-certificates.erase.title',
    submit: 'events-certificates.erase.submit',
    fields: {
      number: textField({
        label: 'events-certificates.form.number',
        hint: 'events-certificates.erase.hint',
        max: 40,
        required: true,
        tidy: cleanLine,
      }),
    },
    errorsAt: 'number',
  }),
});
