import { defineFeature } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { invitationAuditActions, invitationAuditDetails } from './audit.js';
import { beginning } from './beginning.js';
import { againButton, inviteButton } from './cards/invite.js';
import { invitationsEntrance } from './entrance.js';
import { invitationHandlers } from './handlers.js';
import { invitationJobs } from './mail.js';
import { invitationMessages } from './messages.js';
import { invitationNotices } from './notices.js';
import { invitationPerson } from './person.js';
import { invitationsStore, invitationTables } from './store.js';

/** How people on the list get into the browser chat, and how strangers ask to join. */
export const invitations = defineFeature({
  name: 'invitations',
  tables: invitationTables,
  commands: [],
  handlers: invitationHandlers,
  messages: invitationMessages,
  notices: invitationNotices,
  jobs: invitationJobs,
  person: invitationPerson,
  auditActions: invitationAuditActions,
  auditDetails: invitationAuditDetails,
  afterImport: (language) => [inviteButton(language)],
  waysIn: (context, id, language) => (context.chatAddress('/') === undefined ? [] : [againButton(id, language)]),
  beginning,
  hints: { imported: phrase('invitations.hint-imported', { command: beginning.command }) },
  entrance: invitationsEntrance,
  expire: (context) => invitationsStore(context.tx).expire(context.now),
});
