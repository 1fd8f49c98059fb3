import { button, defineControls, dottedId, form, menu, numberId, versionId } from '../../../feature-api/index.js';
import { eventId, goneEvent, seenId } from '../ids.js';
import { FEATURE } from '../names.js';
import type { SessionId } from '../types.js';
import { hoursFields, sessionOffFields, zoneFields } from './fields.js';
import { moveContents, nextDayContents, sessionOffContents, zoneContents } from './form-contents.js';
import type { SeenSession } from './sessions.js';

const organiser = { access: 'organiser' } as const;

export const sessionId = numberId<SessionId>(goneEvent);
const seenSession = dottedId<SeenSession>({ id: eventId, version: versionId(goneEvent), session: sessionId });

/** The sessions of an event, which are added, moved and called off one by one. */
export const sessionControls = defineControls(FEATURE, {
  sessions: button({ ...organiser, about: 'shows the sessions of an event', id: eventId }),
  session: menu({ ...organiser, about: 'menu: shows one session, to change it', id: seenId }),
  'session-add': form({
    ...organiser,
    about: 'one more session; everyone registered hears of it',
    id: seenId,
    title: 'events-making.sessions.add-title',
    fields: hoursFields,
    errorsAt: 'startTime',
    prepare: nextDayContents,
  }),
  'session-move': form({
    ...organiser,
    about: 'another time of one session; everyone registered hears of it',
    id: seenSession,
    title: 'events-making.sessions.move-title',
    fields: hoursFields,
    errorsAt: 'startTime',
    prepare: moveContents,
  }),
  'session-off': form({
    ...organiser,
    about: 'calls one session off: `reason`, which everyone registered reads; of a draft it is deleted',
    id: seenSession,
    title: 'events-making.sessions.off-title',
    submit: 'events-making.sessions.off',
    fields: sessionOffFields,
    errorsAt: 'reason',
    prepare: sessionOffContents,
  }),
  zone: form({
    ...organiser,
    about: 'the clock that the hours of all sessions are on',
    id: seenId,
    title: 'events-making.zone.title',
    fields: zoneFields,
    errorsAt: 'zone',
    prepare: zoneContents,
  }),
});
