import type { LocalDate } from '../../../core/time.js';
import { readDate } from '../../../core/written.js';
import { dottedId, type IdCodec, versionId } from '../../../feature-api/index.js';
import { eventId, goneEvent, type SeenEvent } from '../ids.js';
import type { EventPlaces } from './write.js';

/** A number of places; 0: no limit. */
const limitId: IdCodec<number | null> = {
  shape: 'a number or 0',
  encode: (limit) => limit ?? 0,
  decode(text) {
    if (!/^\d{1,6}$/.test(text)) throw goneEvent();
    return Number(text) || null;
  },
};

const dayId: IdCodec<LocalDate | undefined> = {
  shape: 'a day or 0',
  encode: (day) => day ?? 0,
  // Buttons of earlier versions have no first day.
  decode: (text) => (text === '0' || text === '' ? undefined : readDate(text)),
};

/** What was filled in about places, for an organiser who has yet to say that they are sure. */
export const placesId = dottedId<SeenEvent & EventPlaces>({
  id: eventId,
  version: versionId(goneEvent),
  roomCapacity: limitId,
  onlineCapacity: limitId,
  organisationSeats: limitId,
  registrationUntil: dayId,
  registrationFrom: dayId,
});
