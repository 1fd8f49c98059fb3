import { SELECT_OPTIONS_MAX } from '../../../core/message.js';
import { defineControls, member, organiser, textId } from '../../../feature-api/index.js';
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

/** Buttons, menus and forms with which events are found, made, changed and called off. */
export const makingControls = defineControls(FEATURE, {
  list: member.button('a page of the coming events: `page`', textId),
  show: member.menu('shows an event; as a menu the value is its number', SELECT_OPTIONS_MAX, eventOrNone),
  new: organiser.form('makes a draft, which organisers alone see', {
    title: 'events.form.new-title',
    submit: 'common.next',
    fields: timesFields,
    errorsAt: 'startTime',
    prepare: newContents,
  }),
  draft: organiser.button('shows an event as organisers see it', eventId),
  times: organiser.form('title, kind and time; a new time of an announced event is announced', {
    id: seenId,
    title: 'events.form.times-title',
    submit: 'common.save',
    fields: timesFields,
    errorsAt: 'startTime',
    prepare: timesContents,
  }),
  details: organiser.form('text, format, place and link', {
    id: seenId,
    title: 'events.form.details-title',
    submit: 'common.save',
    fields: detailsFields,
    errorsAt: 'link',
    prepare: detailsContents,
  }),
  places: organiser.form('how many people can come, and until when they register', {
    id: seenId,
    title: 'events.form.places-title',
    submit: 'common.save',
    fields: placesFields,
    errorsAt: 'registrationUntil',
    prepare: placesContents,
  }),
  needs: organiser.form('interpretation, and what people who need it find there', {
    id: seenId,
    title: 'events-making.needs.title',
    fields: needsFields,
    prepare: needsContents,
  }),
  after: organiser.form('certificate, feedback, and whether women and men are counted', {
    id: seenId,
    title: 'events-making.after.title',
    fields: afterFields,
    prepare: afterContents,
  }),
  'places-yes': organiser.button('saves fewer places than are taken', placesId),
  translate: organiser.form('title and text in one more language', {
    id: seenId,
    title: 'events.form.translate-title',
    submit: 'common.save',
    fields: translateFields,
    errorsAt: 'title',
    prepare: translateContents,
  }),
  copy: organiser.form('a draft like another event, on another day', {
    id: eventId,
    title: 'events-making.copy.title',
    submit: 'events-making.copy.submit',
    fields: copyFields,
    errorsAt: 'date',
    prepare: copyContents,
  }),
  discard: organiser.button('asks before deleting a draft', seenId),
  'discard-yes': organiser.button('deletes a draft', seenId),
  cancel: organiser.form('calls off an announced event: `reason`, which everyone registered reads', {
    id: seenId,
    title: 'events.form.cancel-title',
    submit: 'events.button.cancel',
    fields: reasonFields,
    errorsAt: 'reason',
  }),
});
