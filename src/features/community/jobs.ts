import { z } from 'zod';
import { defineJob, type Job, wheneverPossible } from '../../feature-api/index.js';
import { BEGINNING_KIND, showBeginning } from './beginning.js';

/** After a first step: the messages that show the steps say so. */
const beginning = defineJob(
  { kind: BEGINNING_KIND, class: 'normal', lateness: wheneverPossible, upkeep: true, payload: z.object({}) },
  async () => ({ type: 'done', effects: showBeginning }),
);

export const communityJobs: readonly Job[] = [beginning];
