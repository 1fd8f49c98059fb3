import { z } from 'zod';
import { defineJob, type Job, wheneverPossible, withinDays } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { ofTopic } from '../message-args.js';
import { tellWhoseTopic } from '../plan/approve.js';
import { openingTime } from '../rules/overdue.js';
import { topicsStore } from '../store/index.js';
import type { ContributionId } from '../types.js';
import { askToShare } from './ask.js';
import { removeCopies, SHARED_COPIES, showAnew } from './copies.js';
import { MEND, mendThreads, OPEN, OPENED_EARLY, openTopic } from './open.js';
import { NAMING, refreshNaming } from './resources.js';

const open = defineJob(
  {
    kind: OPEN,
    class: 'normal',
    // A bot that was off on the day opens the topic when it is back.
    lateness: wheneverPossible,
    payload: ofTopic,
  },
  async (context, { topic: id }, { now }) => {
    const store = topicsStore(context.tx);
    const topic = await store.topic(id);
    if (topic?.state !== 'planned') return { type: 'dropped', reason: 'not-planned' };
    const at = openingTime(topic, await store.topicsIn(['planned']), { lastOpening: await store.lastOpening(), now });
    if (at > now) return { type: 'later', at, reason: 'topic-not-due' };
    return {
      type: 'done',
      // The opening may have been moved since it was read before this transaction.
      effects: async (inside) => {
        const found = await topicsStore(inside.tx).topic(id);
        if (found) await openTopic(inside, found);
      },
    };
  },
);

const mend = defineJob({ kind: MEND, class: 'normal', lateness: wheneverPossible, payload: ofTopic }, async (_context, { topic: id }) => ({
  type: 'done',
  effects: async (inside) => {
    const topic = await topicsStore(inside.tx).topic(id);
    if (topic?.state === 'open') await mendThreads(inside, topic);
  },
}));

const openedEarly = defineJob(
  { kind: OPENED_EARLY, class: 'normal', lateness: withinDays(7), payload: ofTopic },
  async (_context, { topic: id }) => ({
    type: 'done',
    effects: async (inside) => {
      const store = topicsStore(inside.tx);
      const topic = await store.topic(id);
      if (topic?.state !== 'open' || topic.proposal === null) return;
      // With an approved plan they were told already.
      if (topic.slot === null || (await store.plan(topic.month))?.state === 'approved') return;
      await tellWhoseTopic(inside, topic, topic.proposal, 'opened');
    },
  }),
);

const copies = defineJob(
  {
    kind: SHARED_COPIES,
    class: 'normal',
    lateness: wheneverPossible,
    payload: z.object({ contributions: z.array(idSchema<ContributionId>()), what: z.enum(['refresh', 'remove']) }),
  },
  async (_context, { contributions, what }) => ({
    type: 'done',
    effects: async (inside) => {
      // The newest are read now, so that they are deleted first where a platform limits deletions a minute.
      const order = what === 'remove' ? contributions.toReversed() : contributions;
      for (const id of order) await (what === 'remove' ? removeCopies(inside, id) : showAnew(inside, id));
    },
  }),
);

const naming = defineJob(
  { kind: NAMING, class: 'normal', lateness: wheneverPossible, upkeep: true, payload: z.object({ item: z.string() }) },
  async (_context, { item }) => ({ type: 'done', effects: (inside) => refreshNaming(inside, item) }),
);

export const discussionJobs: readonly Job[] = [open, mend, openedEarly, copies, naming, askToShare];
