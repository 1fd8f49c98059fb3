import { NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import { defineControls, dottedId, numberId, organiser, textId, wordId } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import type { EntryRequestId } from './types.js';

const requestId = numberId<EntryRequestId>(() => new NotFoundError('no such request', phrase('invitations.error.answered')));

/** The controls of invitations; docs/action-ids.md lists them. */
export const invitationControls = defineControls('invitations', {
  show: organiser.button('what can be done to get people in'),
  all: organiser.button('links for everyone on the list without an account, as a file'),
  mail: organiser.button('mails a link to everyone on the list without an account'),
  join: organiser.button('makes a new join link, or closes it', wordId(['renew', 'close'])),
  requests: organiser.button('the next request after that number', textId),
  approve: organiser.button('lets somebody in who asked to join', requestId),
  decline: organiser.button('declines a request', requestId),
  again: organiser.button('a link for a member without an account', numberId<MemberId>()),
  link: organiser.button('a new link for the member who asks for one', dottedId({ request: requestId, member: numberId<MemberId>() })),
});
