import { type FeaturePart, noPersonalData } from '../../../feature-api/index.js';
import { expireShared } from './expiry.js';
import { upkeepHandlers } from './handlers.js';
import { upkeepJobs } from './jobs.js';
import { upkeepMessages } from './messages.js';
import { upkeepPages } from './pages.js';
import { planUpkeep, tidyUpkeep } from './recurring.js';

/** Keeps resources right: links, review dates, sharing for a while, requests to take something down. */
export const upkeepPart: FeaturePart = {
  handlers: upkeepHandlers,
  messages: upkeepMessages,
  jobs: upkeepJobs,
  // What a member has here is with their resources.
  person: noPersonalData,
  pages: upkeepPages,
  plan: planUpkeep,
  expire: expireShared,
  tidy: tidyUpkeep,
};
