import { profileCommand } from '../../../commands/profile.js';
import { defineFeature } from '../../feature-api/index.js';
import { linkWaitingAccounts, welcomeOrganisers } from './accounts.js';
import { membersAuditActions, membersAuditDetails } from './audit.js';
import { membersChannels } from './channels.js';
import { announceWaiting, offerWaiting } from './directs.js';
import { tellOfEqualOrganisations } from './equal-organisations.js';
import { membersHandlers } from './handlers.js';
import { membersHome } from './home.js';
import { membersJobs } from './jobs.js';
import { CODE_PATTERN, spillCodes } from './linking.js';
import { membersListFile } from './list-file.js';
import { membersMessages } from './messages.js';
import { membersNotices } from './own-notices.js';
import { membersPeople } from './people.js';
import { membersPerson } from './person.js';
import { eraseExpired, membersTables } from './store/index.js';

/** Members and organisations: who they are, how they join, what they show to others, and how they are erased. */
export const members = defineFeature({
  name: 'members',
  tables: membersTables,
  commands: [profileCommand],
  handlers: membersHandlers,
  messages: membersMessages,
  notices: membersNotices,
  jobs: membersJobs,
  person: membersPerson,
  people: membersPeople,
  listFile: membersListFile,
  channels: membersChannels,
  auditActions: membersAuditActions,
  auditDetails: membersAuditDetails,
  home: membersHome,
  plan: tellOfEqualOrganisations,
  secrets: { pattern: CODE_PATTERN, spilled: spillCodes },
  async start(context) {
    await linkWaitingAccounts(context);
    await welcomeOrganisers(context);
  },
  expire: (context) => eraseExpired(context.tx, context.now),
  onDeliveryWaits: announceWaiting,
  offers: [offerWaiting],
  greeting: ({ status }) => [
    status === 'newcomer'
      ? { command: profileCommand.name, subcommand: 'edit', label: 'members.greeting.start' }
      : { command: profileCommand.name, subcommand: 'show', label: 'members.greeting.profile' },
  ],
});
