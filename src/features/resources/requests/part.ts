import { after } from '../../../core/time.js';
import type { FeaturePart } from '../../../feature-api/index.js';
import { numbered } from '../../../feature-api/index.js';
import { requestsStore } from '../store/requests.js';
import { requestHandlers } from './handlers.js';
import { offerQuestions, requestsHome } from './home.js';
import { requestJobs } from './jobs.js';
import { DRAFT_KEPT_MS } from './limits.js';
import { planList } from './list.js';
import { requestMessages, requestNotices } from './messages.js';
import { requestsPerson } from './person.js';

/** What members look for and do not find: others are asked, and what they give is confirmed by whoever asked. */
export const requestsPart: FeaturePart = {
  handlers: requestHandlers,
  messages: requestMessages,
  notices: requestNotices,
  jobs: requestJobs,
  person: requestsPerson,
  auditActions: { 'resources.close-request': 'resources-request.act.close' },
  auditDetails: { request: numbered('resources-request.audit.request') },
  home: requestsHome,
  offers: [offerQuestions],
  plan: (context) => planList(context),
  async tidy(context) {
    const store = requestsStore(context.tx);
    await store.removeRequests(await store.draftsBefore(after(context.now, -DRAFT_KEPT_MS)));
  },
};
