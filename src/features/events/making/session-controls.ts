import { defineControls, dottedId, numberId, organiser, versionId } from '../../../feature-api/index.js';
import { eventId, goneEvent, seenId } from '../ids.js';
import { FEATURE } from '../names.js';
import { SESSIONS_MAX } from '../rules/limits.js';
import type { SessionId } from '../types.js';
import { hoursFields, sessionOffFields, zoneFields } from './fields.js';
import { moveContents, nextDayContents, sessionOffContents, typedContents, zoneContents } from './form-contents.js';
import { hoursId } from './hours-id.js';
import type { SeenSession } from './sessions.js';

export const sessionId = numberId<SessionId>(goneEvent);
const seenSession = dottedId<SeenSession>({ id: eventId, version: versionId(goneEvent), session: sessionId });

/** The sessions of an event, which are added, moved and called off one by one. */
export const sessionControls = defineControls(FEATURE, {
  sessions: organiser.button('shows the sessions of an event', eventId),
  session: organiser.menu('menu: shows one session, to change it', SESSIONS_MAX, seenId),
  'session-add': organiser.form('one more session; everyone registered hears of it', {
    id: seenId,
    title: 'events-making.sessions.add-title',
    fields: hoursFields,
    errorsAt: 'startTime',
    prepare: nextDayContents,
  }),
  'session-move': organiser.form('another time of one session; everyone registered hears of it', {
    id: seenSession,
    title: 'events-making.sessions.move-title',
    fields: hoursFields,
    errorsAt: 'startTime',
    prepare: moveContents,
  }),
  hours: organiser.form('other hours of a session, or of one more, in place of those that ended on the next day', {
    id: hoursId,
    title: 'events-making.sessions.move-title',
    fields: hoursFields,
    errorsAt: 'startTime',
    prepare: typedContents,
  }),
  'hours-yes': organiser.button('saves hours of a session, or of one more, that ends on the next day', hoursId),
  'session-off': organiser.form('calls one session off: `reason`, which everyone registered reads; of a draft it is deleted', {
    id: seenSession,
    title: 'events-making.sessions.off-title',
    submit: 'events-making.sessions.off',
    fields: sessionOffFields,
    errorsAt: 'reason',
    prepare: sessionOffContents,
  }),
  zone: organiser.form('the clock that the hours of all sessions are on', {
    id: seenId,
    title: 'events-making.zone.title',
    fields: zoneFields,
    errorsAt: 'zone',
    prepare: zoneContents,
  }),
});
