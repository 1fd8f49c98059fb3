import { defineControls, member, numberId, organiser } from '../../../../feature-api/index.js';
import { eventId, seenId } from '../../ids.js';
import { FEATURE } from '../../names.js';
import { PEOPLE_MAX } from '../../rules/limits.js';
import type { EventPersonId } from '../../types.js';
import { gone } from './change.js';
import { guestFields, memberFields } from './fields.js';

export const personId = numberId<EventPersonId>(gone);

/** Who does what at an event; members say themselves whether they are named. */
export const peopleControls = defineControls(FEATURE, {
  people: organiser.button('shows who does what at an event', eventId),
  'people-add': organiser.form('gives a member something to do, and asks them', {
    id: seenId,
    title: 'events-people.form.add-title',
    submit: 'events-people.form.add-submit',
    fields: memberFields,
    errorsAt: 'name',
  }),
  'people-guest': organiser.form('names somebody who is no member', {
    id: seenId,
    title: 'events-people.form.guest-title',
    fields: guestFields,
    errorsAt: 'name',
  }),
  'people-remove': organiser.menu('menu: takes something to do from somebody', PEOPLE_MAX, seenId),
  'part-yes': member.button('agrees to be named; for whom it is about', personId),
  'part-no': member.button('will not do it, or no longer; for whom it is about', personId),
});
