import { dottedId, type IdCodec, versionId, wordId } from '../../../feature-api/index.js';
import { eventId, goneEvent } from '../ids.js';
import { ATTENDS, type Attends, type EventId } from '../types.js';
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

/** Somebody who registers, in a version of the event's questions. */
export interface RegisterId {
  readonly event: EventId;
  readonly version: number;
  readonly attends: Attends;
}

export const registerId = dottedId<RegisterId>({ event: eventId, version: versionId(goneEvent), attends: wordId(ATTENDS, goneEvent) });

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
