import { type FeaturePart, noPersonalData } from '../../../feature-api/index.js';
import { exportingHandlers } from './handlers.js';

/** Results of a search as files. */
export const exportingPart: FeaturePart = { handlers: exportingHandlers, messages: [], jobs: [], person: noPersonalData };
