import type { IdCodec } from '../../../feature-api/index.js';
import { eventId, goneEvent } from '../ids.js';
import type { EventId } from '../types.js';
import type { Answer } from './answer.js';

const ANSWERS: readonly Answer[] = ['room', 'online', 'maybe', 'no'];

/** `<event>.<answer>`. */
export const answerId: IdCodec<{ readonly event: EventId; readonly answer: Answer }> = {
  shape: '`<event>.<answer>`',
  encode: ({ event, answer }) => `${event}.${answer}`,
  decode(text) {
    const [id = '', given] = text.split('.');
    const answer = ANSWERS.find((known) => known === given);
    if (answer === undefined) throw goneEvent();
    return { event: eventId.decode(id), answer };
  },
};

/** `<event>.yes` or `<event>.no`. */
export const remindId: IdCodec<{ readonly event: EventId; readonly isWanted: boolean }> = {
  shape: '`<event>.yes` or `<event>.no`',
  encode: ({ event, isWanted }) => `${event}.${isWanted ? 'yes' : 'no'}`,
  decode(text) {
    const [id = '', given] = text.split('.');
    if (given !== 'yes' && given !== 'no') throw goneEvent();
    return { event: eventId.decode(id), isWanted: given === 'yes' };
  },
};
