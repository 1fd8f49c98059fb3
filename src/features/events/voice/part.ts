import { type FeaturePart, noPersonalData } from '../../../feature-api/index.js';
import { voiceHandlers } from './handlers.js';
import { voiceJobs } from './jobs.js';
import { voiceNeeds } from './needs.js';

/** Who is in the voice channel of an event attends it, unless they say no. */
export const voicePart: FeaturePart = { handlers: voiceHandlers, messages: [], jobs: voiceJobs, person: noPersonalData, needs: voiceNeeds };
