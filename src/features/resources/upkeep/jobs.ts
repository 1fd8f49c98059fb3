import { z } from 'zod';
import { defineJob, type Job, wheneverPossible } from '../../../feature-api/index.js';
import { LINKS, lookAtLinks, noteLinks } from './links.js';

/** Looks at some links, and plans the next look. */
const links = defineJob({
  kind: LINKS,
  class: 'normal',
  lateness: wheneverPossible,
  upkeep: true,
  payload: z.object({}).strict(),
  async run(context) {
    const looked = await lookAtLinks(context);
    return { type: 'done', effects: (inside) => noteLinks(inside, looked) };
  },
});

export const upkeepJobs: readonly Job[] = [links];
