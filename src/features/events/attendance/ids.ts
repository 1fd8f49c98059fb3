import type { MemberId } from '../../../core/ids.js';
import { dottedId, type IdCodec, numberId, textId } from '../../../feature-api/index.js';
import { goneEvent } from '../ids.js';
import type { RegistrationId, SessionId } from '../types.js';
import type { Who } from './import.js';

export const sessionId = numberId<SessionId>(goneEvent);
const registrationId = numberId<RegistrationId>(goneEvent);
const memberId = numberId<MemberId>(goneEvent);

/** A whole number of at most five digits. */
const smallNumber: IdCodec<number> = {
  shape: 'a number',
  encode: (value) => value,
  decode(text) {
    if (!/^\d{1,5}$/.test(text)) throw goneEvent();
    return Number(text);
  },
};

export const listId = dottedId<{ readonly session: SessionId; readonly page: number }>({ session: sessionId, page: smallNumber });

/** A session and the file whose columns an organiser names; a button of before the file was kept has none. */
export const columnsId = dottedId<{ readonly session: SessionId; readonly file: string }>({ session: sessionId, file: textId });

/** How long somebody of a file was in a session, in percent. */
export const doubtId = dottedId<{ readonly session: SessionId; readonly share: number }>({ session: sessionId, share: smallNumber });

export const chosenSession = ([value = '']: readonly string[]): SessionId => sessionId.decode(value);
export const chosenRegistrations = (values: readonly string[]): readonly RegistrationId[] => values.map(registrationId.decode);
export const chosenMembers = (values: readonly string[]): readonly MemberId[] => values.map(memberId.decode);

/** `r<registration>` or `m<member>`, as an option of a menu. */
export const whoValue = (who: Who): string => ('registration' in who ? `r${who.registration}` : `m${who.member}`);

/** The person that was chosen in a menu. Throws a `NotFoundError` for any other value. */
export function chosenWho([value = '']: readonly string[]): Who {
  if (value.startsWith('r')) return { registration: registrationId.decode(value.slice(1)) };
  if (value.startsWith('m')) return { member: memberId.decode(value.slice(1)) };
  throw goneEvent();
}
