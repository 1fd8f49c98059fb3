import { z } from 'zod';
import { instantSchema } from '../../../core/schemas.js';
import type { Instant } from '../../../core/time.js';
import { type Context, defineJob, idSchema, type Job, type JobOutcome } from '../../../feature-api/index.js';
import { closingPrefix, inThread } from '../keys.js';
import { ofTopic } from '../message-args.js';
import { FEATURE } from '../names.js';
import { topicsStore } from '../store/index.js';
import type { RecommendationId, Topic, TopicId, TopicState } from '../types.js';
import { askForSummary } from './ask-summary.js';
import { closeOpen } from './close.js';
import { askForOutcome } from './review.js';

/** With the closing that it belongs to: a row of one that was moved or came early has nothing to do. */
const ofClosing = ofTopic.extend({ closesAt: instantSchema });
const late = { class: 'normal', lateness: { policy: 'run' } } as const;

/** Runs a step of the closing if the topic is in this state; whoever closed or reopened it by hand was faster otherwise. */
async function whileIn(
  context: Context,
  { id, closesAt }: { readonly id: TopicId; readonly closesAt?: Instant },
  state: TopicState,
  effects: (context: Context, topic: Topic) => Promise<unknown>,
): Promise<JobOutcome> {
  const found = await topicsStore(context.tx).topic(id);
  const isIt = (topic: Topic | undefined) => topic?.state === state && (closesAt === undefined || topic.closesAt === closesAt);
  if (!isIt(found)) return { type: 'dropped', reason: 'changed' };
  return {
    type: 'done',
    async effects(inside) {
      const topic = await topicsStore(inside.tx).topic(id);
      if (topic && isIt(topic)) await effects(inside, topic);
    },
  };
}

const lastCall = defineJob({ kind: 'topics.closing.last-call', ...late, payload: ofClosing }, (context, { topic: id, closesAt }) =>
  whileIn(context, { id, closesAt }, 'open', (inside, topic) =>
    inside.deliveries.plan({
      key: `${FEATURE}:last-call:${id}:${topic.closesAt ?? 0}`,
      kind: 'topics.closing.last-call',
      args: { topic: id },
      to: inThread(topic),
      dueAt: inside.now,
    }),
  ),
);

const close = defineJob({ kind: 'topics.closing.close', ...late, payload: ofClosing }, (context, { topic: id, closesAt }) =>
  whileIn(context, { id, closesAt }, 'open', closeOpen),
);

const ask = defineJob({ kind: 'topics.closing.ask', ...late, payload: ofTopic }, (context, { topic: id }) =>
  whileIn(context, { id }, 'closed', async (inside, topic) => {
    // Cancels what was planned for a later closing, and what an earlier one left.
    await inside.agenda.cancelPrefix(closingPrefix(id));
    await topicsStore(inside.tx).forgetTranslations(id);
    await askForSummary(inside, topic, { step: 0 });
  }),
);

const overdue = defineJob(
  { kind: 'topics.closing.overdue', ...late, payload: ofTopic.extend({ step: z.int() }) },
  (context, { topic: id, step }) =>
    whileIn(context, { id }, 'closed', async (inside, topic) => {
      const summary = await topicsStore(inside.tx).summary(id);
      if (summary?.state === 'asked') await askForSummary(inside, topic, { step });
    }),
);

const review = defineJob(
  {
    kind: 'topics.closing.review',
    ...late,
    payload: z.object({ recommendation: idSchema<RecommendationId>(), stage: z.enum(['member', 'organisers']) }),
  },
  async (_context, { recommendation, stage }) => ({
    type: 'done',
    effects: (inside) => askForOutcome(inside, recommendation, stage),
  }),
);

/** The steps of a topic's closing, and the review of its recommendations. */
export const closingJobs: readonly Job[] = [lastCall, close, ask, overdue, review];
