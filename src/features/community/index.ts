import { communityCommand } from '../../../commands/community.js';
import { defineFeature, noPersonalData } from '../../feature-api/index.js';
import { communityAuditActions, communityAuditDetails } from './audit.js';
import { beginningOf, planBeginning, setupStep, showBeginning } from './beginning.js';
import { decisionsCards } from './cards/decisions.js';
import { pendingDecisions } from './decisions.js';
import { communityHandlers } from './handlers.js';
import { communityJobs } from './jobs.js';
import { communityOffers } from './offers.js';
import { isSetUp } from './set-up.js';
import { communitySection } from './settings.js';
import { setupFields } from './setup-form.js';
import { communityStandstill } from './standstill.js';

/** What organisers look after: settings, members, imports, the agenda and the audit log; and help for everyone. */
export const community = defineFeature({
  name: 'community',
  tables: [],
  commands: [communityCommand],
  handlers: communityHandlers,
  messages: [],
  jobs: communityJobs,
  person: noPersonalData,
  settings: communitySection,
  auditActions: communityAuditActions,
  auditDetails: communityAuditDetails,
  home: {
    cards: async () => [],
    first: async (context, member) => [
      ...(await context.tx.find(beginningOf(context, member))),
      ...decisionsCards(await pendingDecisions(context, member), member.language),
    ],
  },
  offers: communityOffers,
  greeting: () => [{ command: communityCommand.name, subcommand: 'about', label: 'community.greeting' }],
  greetingCards: beginningOf,
  helpCommand: `/${communityCommand.name} help`,
  isSetUp,
  beginning: setupStep,
  onFirstStep: planBeginning,
  // People may have come without links.
  tidy: showBeginning,
  standstill: communityStandstill,
  async plan(context) {
    // Start-up ends here if the features ask for more in the set-up than one form shows.
    setupFields(context);
  },
});
