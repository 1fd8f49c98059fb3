import { type LocalDate, type LocalTime, toLocalTime } from '../../../core/time.js';
import { readDate } from '../../../core/written.js';
import { dottedId, type IdCodec, numberId, orNone, versionId } from '../../../feature-api/index.js';
import { eventId, goneEvent, type SeenEvent } from '../ids.js';
import type { SessionId, SessionTimes } from '../types.js';

/** Hours that an organiser typed for a session, or for one more, and has yet to say whether it ends on the next day. */
export type TypedHours = SeenEvent & SessionTimes & { readonly session: SessionId | undefined };

const dayId: IdCodec<LocalDate> = {
  shape: 'a day',
  encode: (day) => day,
  decode(text) {
    const day = readDate(text);
    if (day === undefined) throw goneEvent();
    return day;
  },
};

/** `1830` */
const hourId: IdCodec<LocalTime> = {
  shape: 'an hour',
  encode: (time) => time.replace(':', ''),
  decode(text) {
    const [, hour, minute] = /^([01]\d|2[0-3])([0-5]\d)$/.exec(text) ?? [];
    if (hour === undefined || minute === undefined) throw goneEvent();
    return toLocalTime(`${hour}:${minute}`);
  },
};

export const hoursId = dottedId<TypedHours>({
  id: eventId,
  version: versionId(goneEvent),
  session: orNone(numberId<SessionId>(goneEvent)),
  date: dayId,
  startTime: hourId,
  endTime: hourId,
});
