import type { MemberId } from '../../../core/ids.js';
import { button, defineControls, dottedId, form, menu, numberId, textField, versionId } from '../../../feature-api/index.js';
import { cleanLine } from '../../members/public.js';
import { eventId, goneEvent, seenId } from '../ids.js';
import { FEATURE } from '../names.js';
import { PERSON_MAX } from '../rules/limits.js';

const organiser = { access: 'organiser' } as const;
const TEXT_MAX = 3000;

export const listedMember = numberId<MemberId>(goneEvent);

/** With which organisers choose by name whom an event is for. */
export const listedControls = defineControls(FEATURE, {
  listed: button({
    ...organiser,
    about: 'a page of the people whom an event is for: `<event>.<page>`',
    id: dottedId({ id: eventId, page: versionId() }),
  }),
  'listed-add': form({
    ...organiser,
    about: 'chooses people by a list of names, addresses or organisations: `people`',
    id: seenId,
    title: 'events-listed.form.add-title',
    submit: 'events-listed.form.add-submit',
    fields: {
      people: textField({
        label: 'events-listed.form.people',
        hint: 'events-listed.form.people-hint',
        max: TEXT_MAX,
        required: true,
        multiline: true,
      }),
    },
    errorsAt: 'people',
  }),
  'listed-search': form({
    ...organiser,
    about: 'searches members by name or organisation: `text`',
    id: eventId,
    title: 'events-listed.form.search-title',
    submit: 'events-attendance.button.search',
    fields: { text: textField({ label: 'events-listed.form.search', max: PERSON_MAX, required: true, tidy: cleanLine }) },
    errorsAt: 'text',
  }),
  'listed-pick': menu({ ...organiser, about: 'menu: chooses people who were found', id: seenId }),
  'listed-remove': menu({ ...organiser, about: 'menu: people for whom it is not any more', id: seenId }),
  'listed-all': button({ ...organiser, about: 'makes it an event for everyone again', id: seenId }),
});
