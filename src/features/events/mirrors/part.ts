import { type FeaturePart, noPersonalData } from '../../../feature-api/index.js';
import { mirrorsJobs } from './jobs.js';

/** Events stand in the calendars that platforms have of their own; interest there counts as «maybe». */
export const mirrorsPart: FeaturePart = { handlers: [], messages: [], jobs: mirrorsJobs, person: noPersonalData };
