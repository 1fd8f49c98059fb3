import { topicsCommand } from '../../../commands/topics.js';
import { after, DAY } from '../../core/time.js';
import { defineFeature } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { FEATURE } from './names.js';
import { topicsAuditActions, topicsAuditDetails } from './proposals/audit.js';
import { expireDrafts } from './proposals/draft.js';
import { topicsHandlers } from './proposals/handlers.js';
import { topicsHome } from './proposals/home.js';
import { topicsMessages } from './proposals/messages.js';
import { topicsPerson } from './proposals/person.js';
import { COUNTED_DAYS } from './rules/limits.js';
import { topicsSection } from './settings.js';
import { topicsStore, topicsTables } from './store/index.js';

/** What the community talks about: members propose it and support it; advisers and organisers review the proposals. */
export const topics = defineFeature({
  name: FEATURE,
  tables: topicsTables,
  commands: [topicsCommand],
  handlers: topicsHandlers,
  messages: topicsMessages,
  jobs: [],
  person: topicsPerson,
  settings: topicsSection,
  auditActions: topicsAuditActions,
  auditDetails: topicsAuditDetails,
  home: topicsHome,
  hints: { settings: phrase('topics.hint.settings') },
  onOrganisationsMerged: (context, { from, into }) => topicsStore(context.tx).moveOrganisation(from, into),
  expire: expireDrafts,
  tidy: (context) => topicsStore(context.tx).removeWithdrawnBefore(after(context.now, -COUNTED_DAYS * DAY)),
});
