import { z } from 'zod';
import { defineJob, type Job, wheneverPossible } from '../../../feature-api/index.js';
import { ofEdition } from '../message-args.js';
import { resourcesStore } from '../store/index.js';
import { COPY, keepCopy, makeCopy } from './copies.js';
import { LINKS, lookAtLinks, noteLinks } from './links.js';

/** Looks at some links, and plans the next look. */
const links = defineJob(
  { kind: LINKS, class: 'normal', lateness: wheneverPossible, upkeep: true, payload: z.object({}).strict() },
  async (context) => {
    const looked = await lookAtLinks(context);
    return { type: 'done', effects: (inside) => noteLinks(inside, looked) };
  },
);

/** Makes a copy of a file for people outside, without what it tells of persons. */
const copy = defineJob({ kind: COPY, class: 'heavy', lateness: wheneverPossible, payload: ofEdition }, async (context, { edition: id }) => {
  const file = (await resourcesStore(context.tx).edition(id))?.file;
  if (!file) return { type: 'dropped', reason: 'gone' };
  const made = await makeCopy(context, file);
  return made ? { type: 'done', effects: (inside) => keepCopy(inside, id, made) } : { type: 'failed', reason: 'gone' };
});

export const upkeepJobs: readonly Job[] = [links, copy];
