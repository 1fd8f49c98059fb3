import { defineControls, dottedId, organiser, versionId, wordId } from '../../../../feature-api/index.js';
import { eventId, goneEvent, seenId } from '../../ids.js';
import { FEATURE } from '../../names.js';
import { questionsFields, selectFields, whoFields } from './fields.js';
import { questionsContents, selectContents, whoContents } from './form-contents.js';
import { QUESTION_LISTS } from './questions.js';

/** With which organisers say who can come and what is asked of them, and select among those who apply. */
export const organisingControls = defineControls(FEATURE, {
  who: organiser.form('whom the event is for, whether organisers select, and whether it is recorded', {
    id: seenId,
    title: 'events-registration.who.title',
    fields: whoFields,
    errorsAt: 'types',
    prepare: whoContents,
  }),
  questions: organiser.form('the questions at registration (`questions`) or of the second form (`secondForm`)', {
    id: dottedId({ id: eventId, version: versionId(goneEvent), list: wordId(QUESTION_LISTS, goneEvent) }),
    title: 'events-registration.questions.title',
    fields: questionsFields,
    errorsAt: 'question1',
    prepare: questionsContents,
  }),
  applicants: organiser.button('a page of those who apply: `<event>.<page>`', dottedId({ id: eventId, page: versionId() })),
  registrants: organiser.button('the list of those who registered, as a workbook and as CSV', eventId, {
    // The workbook is written meanwhile.
    transaction: 'own',
  }),
  sheet: organiser.button('a page for each session to print, on which people sign', eventId),
  select: organiser.form('who of those who apply gets a place, and who does not; both are told', {
    id: eventId,
    title: 'events-registration.select.title',
    submit: 'events-registration.select.submit',
    fields: selectFields,
    errorsAt: 'chosen',
    prepare: selectContents,
  }),
});
