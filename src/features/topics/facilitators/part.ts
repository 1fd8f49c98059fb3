import { type FeaturePart, numbered } from '../../../feature-api/index.js';
import { topicsStore } from '../store/index.js';
import { facilitatorHandlers } from './handlers.js';
import { facilitatorHome } from './home.js';
import { facilitatorJobs } from './jobs.js';
import { planFirstLook } from './look.js';
import { facilitatorMessages } from './messages.js';
import { facilitatorsNotices } from './notices.js';
import { facilitatorPerson } from './person.js';

/** Who facilitates topics: volunteers, whose turn it is, the guide, and what helps a discussion that has become quiet. */
export const facilitatorsPart: FeaturePart = {
  handlers: facilitatorHandlers,
  messages: facilitatorMessages,
  notices: facilitatorsNotices,
  jobs: facilitatorJobs,
  person: facilitatorPerson,
  auditActions: { 'topics.prompt': 'topics-facilitators.act.prompt' },
  auditDetails: {
    topic: numbered('topics-facilitators.audit.topic'),
  },
  home: facilitatorHome,
  plan: planFirstLook,
  onOrganisationsMerged: (context, { from, into }) => topicsStore(context.tx).moveFacilitatingOrganisation(from, into),
};
