import { button, defineControls, form, menu, textId } from '../../../feature-api/index.js';
import { eventId, eventOrNone, seenId } from '../ids.js';
import { FEATURE } from '../names.js';
import { afterFields, copyFields, detailsFields, needsFields, placesFields, reasonFields, timesFields, translateFields } from './fields.js';
import {
  afterContents,
  copyContents,
  detailsContents,
  needsContents,
  newContents,
  placesContents,
  timesContents,
  translateContents,
} from './form-contents.js';
import { placesId } from './places-id.js';

const member = { access: 'member' } as const;
const organiser = { access: 'organiser' } as const;

/** Buttons, menus and forms with which events are found, made, changed and called off. */
export const makingControls = defineControls(FEATURE, {
  list: button({ ...member, about: 'a page of the coming events: `page`', id: textId }),
  show: menu({ ...member, about: 'shows an event; as a menu the value is its number', id: eventOrNone }),
  new: form({
    ...organiser,
    about: 'makes a draft, which organisers alone see',
    title: 'events.form.new-title',
    submit: 'common.next',
    fields: timesFields,
    errorsAt: 'startTime',
    prepare: newContents,
  }),
  draft: button({ ...organiser, about: 'shows an event as organisers see it', id: eventId }),
  times: form({
    ...organiser,
    about: 'title, kind and time; a new time of an announced event is announced',
    id: seenId,
    title: 'events.form.times-title',
    submit: 'common.save',
    fields: timesFields,
    errorsAt: 'startTime',
    prepare: timesContents,
  }),
  details: form({
    ...organiser,
    about: 'text, format, place and link',
    id: seenId,
    title: 'events.form.details-title',
    submit: 'common.save',
    fields: detailsFields,
    errorsAt: 'link',
    prepare: detailsContents,
  }),
  places: form({
    ...organiser,
    about: 'how many people can come, and until when they register',
    id: seenId,
    title: 'events.form.places-title',
    submit: 'common.save',
    fields: placesFields,
    errorsAt: 'registrationUntil',
    prepare: placesContents,
  }),
  needs: form({
    ...organiser,
    about: 'interpretation, and what people who need it find there',
    id: seenId,
    title: 'events-making.needs.title',
    fields: needsFields,
    prepare: needsContents,
  }),
  after: form({
    ...organiser,
    about: 'certificate, feedback, and whether women and men are counted',
    id: seenId,
    title: 'events-making.after.title',
    fields: afterFields,
    prepare: afterContents,
  }),
  'places-yes': button({ ...organiser, about: 'saves fewer places than are taken', id: placesId }),
  translate: form({
    ...organiser,
    about: 'title and text in one more language',
    id: seenId,
    title: 'events.form.translate-title',
    submit: 'common.save',
    fields: translateFields,
    errorsAt: 'title',
    prepare: translateContents,
  }),
  copy: form({
    ...organiser,
    about: 'a draft like another event, on another day',
    id: eventId,
    title: 'events-making.copy.title',
    submit: 'events-making.copy.submit',
    fields: copyFields,
    errorsAt: 'date',
    prepare: copyContents,
  }),
  discard: button({ ...organiser, about: 'asks before deleting a draft', id: seenId }),
  'discard-yes': button({ ...organiser, about: 'deletes a draft', id: seenId }),
  cancel: form({
    ...organiser,
    about: 'calls off an announced event: `reason`, which everyone registered reads',
    id: seenId,
    title: 'events.form.cancel-title',
    submit: 'events.button.cancel',
    fields: reasonFields,
    errorsAt: 'reason',
  }),
});
