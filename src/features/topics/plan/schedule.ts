import { localDateOf } from '../../../calendar/wall-clock.js';
import type { Settings } from '../../../core/settings.js';
import { after } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import type { AgendaPlan } from '../../../ports/agenda.js';
import { addMonths, type Month, monthOf } from '../rules/month.js';
import { planTimes, SHORTEST_LEAD } from '../rules/plan-times.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';

/** How many months ahead are in the agenda, so that none is missed while the server is off. */
const AHEAD = 3;
/** The limit of a query for rows of the months ahead, which is more than there can be. */
const DRAFTS_READ = 50;

const DRAFT = 'topics.plan.draft';

export const planKey = (month: Month, step: string): string => `topics:plan:${month}:${step}`;

/** The month that the community's calendar shows. */
export async function currentMonth(context: Context): Promise<Month> {
  return monthOf(localDateOf(context.now, (await context.community.settings()).timezone));
}

/**
 * Makes sure that the call for proposals and the draft of the coming months are in the agenda. Planning again changes nothing, except
 * that rows move with the settings.
 */
export async function planAhead(context: Context, known?: Settings): Promise<void> {
  const { now } = context;
  const settings = known ?? (await context.community.settings());
  const { openingTime, planAutomatically } = topicsSection.of(settings);
  const current = monthOf(localDateOf(now, settings.timezone));
  // A month that has begun is made up for only where plans were made before: a new community begins with the next one.
  const { plans: drafted, first: begun } = await context.tx.find(topicsStore(context.tx).drafted(current));
  const isNew = begun === undefined;
  const plans = new Map(drafted.map((plan) => [plan.month, plan]));
  const drafts = await context.agenda.list({ kindPrefix: DRAFT, newestFirst: true, limit: DRAFTS_READ });
  const rows: AgendaPlan[] = [];
  for (let ahead = begun !== undefined && begun <= current ? 0 : 1; ahead <= AHEAD; ahead++) {
    const month = addMonths(current, ahead);
    const plan = plans.get(month);
    if (plan && plan.state !== 'called') continue;
    const { callAt, draftAt } = planTimes(month, openingTime, settings.timezone);
    const row = drafts.find(({ key }) => key === planKey(month, 'draft'));
    if (callAt > now) rows.push({ key: planKey(month, 'call'), kind: 'topics.plan.call', payload: { month }, dueAt: callAt });
    // A row that is due is not moved, because it is about to run.
    if (row?.state === 'planned' && row.dueAt <= now) continue;
    // A new community has two days to settle in.
    const dueAt = draftAt > now ? draftAt : isNew ? after(now, SHORTEST_LEAD) : now;
    if (row && draftAt <= now && (row.state === 'planned' || !planAutomatically)) continue;
    rows.push({ key: planKey(month, 'draft'), kind: DRAFT, payload: { month }, dueAt, again: planAutomatically });
  }
  await context.agenda.plan(rows);
}

/** The months around the present one, for completion. */
export async function monthsToChoose(context: Context): Promise<readonly Month[]> {
  const current = await currentMonth(context);
  return [1, 0, 2, 3, -1, -2, -3].map((months) => addMonths(current, months));
}
