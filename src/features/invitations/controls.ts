import { NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import { button, defineControls, dottedId, numberId, textId, wordId } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import type { EntryRequestId } from './types.js';

const access = 'organiser';
const requestId = numberId<EntryRequestId>(() => new NotFoundError('no such request', phrase('invitations.error.answered')));

/** The controls of invitations; docs/action-ids.md lists them. */
export const invitationControls = defineControls('invitations', {
  show: button({ about: 'what can be done to get people in', access }),
  all: button({ about: 'links for everyone on the list without an account, as a file', access }),
  mail: button({ about: 'mails a link to everyone on the list without an account', access }),
  join: button({ about: 'makes a new join link, or closes it', access, id: wordId(['renew', 'close']) }),
  requests: button({ about: 'the next request after that number', access, id: textId }),
  approve: button({ about: 'lets somebody in who asked to join', access, id: requestId }),
  decline: button({ about: 'declines a request', access, id: requestId }),
  link: button({
    about: 'a new link for the member who asks for one',
    access,
    id: dottedId({ request: requestId, member: numberId<MemberId>() }),
  }),
});
