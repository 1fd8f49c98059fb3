import type { FeaturePart } from '../../../feature-api/index.js';
import { subscribingHandlers } from './handlers.js';
import { planNews, subscribingJobs, subscribingMessages, subscribingNotices } from './news.js';
import { subscribingPerson } from './person.js';

/** Members hear of new resources once a week, if they asked for it. */
export const subscribingPart: FeaturePart = {
  handlers: subscribingHandlers,
  messages: subscribingMessages,
  notices: subscribingNotices,
  jobs: subscribingJobs,
  person: subscribingPerson,
  plan: planNews,
};
