import { button, defineControls, form, menu, numberId } from '../../../../feature-api/index.js';
import { eventId, seenId } from '../../ids.js';
import { FEATURE } from '../../names.js';
import type { EventPersonId } from '../../types.js';
import { gone } from './change.js';
import { guestFields, memberFields } from './fields.js';

const member = { access: 'member' } as const;
const organiser = { access: 'organiser' } as const;

export const personId = numberId<EventPersonId>(gone);

/** Who does what at an event; members say themselves whether they are named. */
export const peopleControls = defineControls(FEATURE, {
  people: button({ ...organiser, about: 'shows who does what at an event', id: eventId }),
  'people-add': form({
    ...organiser,
    about: 'gives a member something to do, and asks them',
    id: seenId,
    title: 'events-people.form.add-title',
    submit: 'events-people.form.add-submit',
    fields: memberFields,
    errorsAt: 'name',
  }),
  'people-guest': form({
    ...organiser,
    about: 'names somebody who is no member',
    id: seenId,
    title: 'events-people.form.guest-title',
    fields: guestFields,
    errorsAt: 'name',
  }),
  'people-remove': menu({ ...organiser, about: 'menu: takes something to do from somebody', id: seenId }),
  'part-yes': button({ ...member, about: 'agrees to be named; for whom it is about', id: personId }),
  'part-no': button({ ...member, about: 'will not do it, or no longer; for whom it is about', id: personId }),
});
