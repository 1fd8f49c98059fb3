import type { MemberId } from '../../../core/ids.js';
import { SELECT_OPTIONS_MAX } from '../../../core/message.js';
import { defineControls, dottedId, numberId, organiser, textField, versionId } from '../../../feature-api/index.js';
import { eventId, goneEvent, seenId } from '../ids.js';
import { FEATURE } from '../names.js';
import { searchSpec } from '../search-spec.js';

const TEXT_MAX = 3000;

export const listedMember = numberId<MemberId>(goneEvent);

/** With which organisers choose by name whom an event is for. */
export const listedControls = defineControls(FEATURE, {
  listed: organiser.button('a page of the people whom an event is for: `<event>.<page>`', dottedId({ id: eventId, page: versionId() })),
  'listed-add': organiser.form('chooses people by a list of names, addresses or organisations: `people`', {
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
  'listed-search': organiser.form('searches members by name or organisation: `text`', {
    id: eventId,
    ...searchSpec('events-listed.form.search-title', 'events-listed.form.search'),
  }),
  'listed-pick': organiser.menu('menu: chooses people who were found', SELECT_OPTIONS_MAX, seenId),
  'listed-remove': organiser.menu('menu: people for whom it is not any more', SELECT_OPTIONS_MAX, seenId),
  'listed-all': organiser.button('makes it an event for everyone again', seenId),
});
