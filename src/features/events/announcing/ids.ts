import { type Instant, toInstant } from '../../../core/time.js';
import { dottedId, type IdCodec, versionId } from '../../../feature-api/index.js';
import { eventId, goneEvent, type SeenEvent } from '../ids.js';

/** Where an event is made known: by a post in the channel, or only in the list. */
export type How = 'posted' | 'quietly';

/** Now, or by a post at a moment. */
export type Way = How | Instant;

/** A draft that is made known in some way, once an organiser has said that its sessions end on the next day. */
export type SeenWay = SeenEvent & { readonly way: Way };

const wayId: IdCodec<Way> = {
  shape: '`posted`, `quietly` or a moment',
  encode: (way) => way,
  decode(text) {
    if (text === 'posted' || text === 'quietly') return text;
    if (!/^\d{1,15}$/.test(text)) throw goneEvent();
    return toInstant(Number(text));
  },
};

export const seenWayId = dottedId<SeenWay>({ id: eventId, version: versionId(goneEvent), way: wayId });
