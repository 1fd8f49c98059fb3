import { NotFoundError } from '../../core/errors.js';
import { type IdCodec, numberId } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import type { CommunityEvent, EventId } from './types.js';

export const goneEvent = () => new NotFoundError('no such event', phrase('events.error.gone', { command: '/events list' }));
export const eventId = numberId<EventId>(goneEvent);

/** The event of a button; 0 where a menu brings it as its value. */
export const eventOrNone: IdCodec<EventId | undefined> = {
  shape: 'a number or 0',
  encode: (id) => id ?? 0,
  decode: (text) => (text === '0' ? undefined : eventId.decode(text)),
};

/** The number and version of an event, as a button of an organiser carries it. */
export type SeenEvent = Pick<CommunityEvent, 'id' | 'version'>;

/** `<number>.<version>`: a decision holds for what the organiser has read. */
export const seenId: IdCodec<SeenEvent> = {
  shape: '`<number>.<version>`',
  encode: ({ id, version }) => `${id}.${version}`,
  decode(text) {
    const [id = '', version = ''] = text.split('.');
    if (!/^\d{1,9}$/.test(version)) throw goneEvent();
    return { id: eventId.decode(id), version: Number(version) };
  },
};

/** The event that was chosen in a menu. Throws a `NotFoundError` for anything but a number. */
export function chosenEvent([value = '']: readonly string[]): EventId {
  return eventId.decode(value);
}
