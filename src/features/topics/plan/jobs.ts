import { z } from 'zod';
import { after, MINUTE } from '../../../core/time.js';
import { type Context, defineJob, idSchema, type Job, type JobOutcome, type JobRun } from '../../../feature-api/index.js';
import { addMonths, type Month, toMonth } from '../rules/month.js';
import { planTimes } from '../rules/plan-times.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import type { TopicId } from '../types.js';
import { complete, settle } from './approve.js';
import { askedAboutPlans, unanswered } from './asked.js';
import { announceAdded, refill } from './change.js';
import { callForProposals, draftMonth, tellOrganisers } from './draft.js';
import { followSettings, refit } from './refit.js';
import { currentMonth, planAhead, planKey } from './schedule.js';

const ofMonth = z.object({ month: z.string().transform(toMonth) });
const ofVersion = ofMonth.extend({ version: z.int() });

/** A late step is still wanted, as far as the month is not over. */
const lateness = { policy: 'run' } as const;

type Run = (context: Context, month: Month, run: JobRun) => Promise<JobOutcome>;
type Effects = (context: Context) => Promise<void>;

const done = (effects: Effects): JobOutcome => ({ type: 'done', effects });
const dropped = (reason: string): JobOutcome => ({ type: 'dropped', reason });

const monthJob = (kind: string, run: Run): Job =>
  defineJob({ kind, class: 'normal', lateness, payload: ofMonth }, (context, { month }, how) => run(context, month, how));

const versionJob = (kind: string, effects: (context: Context, seen: z.infer<typeof ofVersion>) => Promise<void>): Job =>
  defineJob({ kind, class: 'normal', lateness, payload: ofVersion }, async (_context, seen) => done((inside) => effects(inside, seen)));

const announce = defineJob(
  { kind: 'topics.plan.announce', class: 'normal', lateness, payload: z.object({ topic: idSchema<TopicId>() }) },
  async (_context, { topic }) => done((inside) => announceAdded(inside, topic)),
);

const call = monthJob('topics.plan.call', async (context, month) => {
  const settings = await context.community.settings();
  const { openingTime, planAutomatically } = topicsSection.of(settings);
  if (!planAutomatically) return dropped('by-hand');
  if (await topicsStore(context.tx).plan(month)) return dropped('planned');
  if (planTimes(month, openingTime, settings.timezone).draftAt <= context.now) return dropped('too-late');
  return done((inside) => callForProposals(inside, month));
});

const draft = monthJob('topics.plan.draft', async (context, month, { now }) => {
  const plan = await topicsStore(context.tx).plan(month);
  if (plan && plan.state !== 'called') return done(planAhead);
  const settings = await context.community.settings();
  if (!topicsSection.of(settings).planAutomatically) return done(planAhead);
  const current = await currentMonth(context);
  if (month < current) {
    return done(async (inside) => {
      await tellOrganisers(inside, 'missed', month);
      await planAhead(inside);
    });
  }
  // Months are chosen in their order, because several are due at once after a standstill; one that failed holds up none.
  const before = await context.agenda.find(planKey(addMonths(month, -1), 'draft'));
  const isUnderWay = before?.state === 'running' || (before?.state === 'planned' && before.dueAt <= now);
  if (isUnderWay) return { type: 'later', at: after(now, MINUTE), reason: 'month-before' };
  return done(async (inside) => {
    const again = await topicsStore(inside.tx).plan(month);
    if (!again || again.state === 'called') await draftMonth(inside, month);
    await planAhead(inside);
  });
});

const remind = monthJob('topics.plan.remind', async (_context, month) =>
  done(async (inside) => {
    const { plan, answers } = await topicsStore(inside.tx).wholePlan(month);
    if (plan?.state !== 'draft') return;
    const silent = unanswered(await askedAboutPlans(inside), answers, plan.version);
    await inside.deliveries.plan(
      silent.map(({ id }) => ({
        key: planKey(month, `remind:${id}`),
        kind: 'topics.plan.reminder',
        args: { month, member: id },
        to: { to: 'member', member: id },
        dueAt: inside.now,
      })),
    );
  }),
);

/** Every kind of agenda row that plans have. */
export const planJobs: readonly Job[] = [
  call,
  draft,
  remind,
  versionJob('topics.plan.silence', (context, seen) => complete(context, seen, 'silence')),
  monthJob('topics.plan.refit', async (_context, month) => done((inside) => refit(inside, month))),
  defineJob({ kind: 'topics.plan.settings', class: 'normal', lateness, payload: z.object({}) }, async () => done(followSettings)),
  announce,
  monthJob('topics.plan.refill', async (_context, month) => done((inside) => refill(inside, month))),
  monthJob('topics.plan.settle', async (_context, month) => done((inside) => settle(inside, month))),
];
