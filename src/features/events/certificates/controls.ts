import { defineControls, lineField, member, organiser } from '../../../feature-api/index.js';
import { eventId } from '../ids.js';
import { FEATURE } from '../names.js';

/** The longest name that is printed; members' own names are shorter. */
const NAME_MAX = 120;
/** It is printed outside a transaction. */
const own = { transaction: 'own' } as const;

/** Certificates: members take theirs, organisers issue all. */
export const certificatesControls = defineControls(FEATURE, {
  certificate: member.button('one’s certificates of an event as files', eventId, own),
  'certificate-name': member.button('issues them anew under one’s present name', eventId, own),
  certificates: organiser.button('an event’s certificates', eventId),
  'certificates-issue': organiser.button('issues all of an event’s certificates, as one file', eventId, { ...own, budget: 'export' }),
  'certificate-correct': organiser.form('issues a certificate anew with another name: `number`, `name`', {
    ...own,
    id: eventId,
    title: 'events-certificates.form.title',
    submit: 'events-certificates.form.submit',
    fields: {
      number: lineField({ label: 'events-certificates.form.number', max: 40, required: true }),
      name: lineField({
        label: 'events-certificates.form.name',
        hint: 'events-certificates.form.name-hint',
        max: NAME_MAX,
        required: true,
      }),
    },
    errorsAt: 'number',
  }),
  'certificate-erase': organiser.form('erases a guest who asked for it: `number` of their certificate, which holds no more', {
    id: eventId,
    title: 'events-certificates.erase.title',
    submit: 'events-certificates.erase.submit',
    fields: {
      number: lineField({ label: 'events-certificates.form.number', hint: 'events-certificates.erase.hint', max: 40, required: true }),
    },
    errorsAt: 'number',
  }),
});
