import { expiryJob, filesJob, housekeepingJob, planHousekeeping } from '../../../jobs/housekeeping.js';
import { defineFeature, noPersonalData } from '../../feature-api/index.js';

/** Daily tidying, and the erasure of what runs out; what is tidied and what expires, each feature says itself. */
export const housekeeping = defineFeature({
  name: 'housekeeping',
  tables: [],
  commands: [],
  handlers: [],
  messages: [],
  jobs: [housekeepingJob, expiryJob, filesJob],
  person: noPersonalData,
  plan: planHousekeeping,
});
