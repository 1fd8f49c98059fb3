import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { planOpening } from '../discussion/open.js';
import { askFacilitator } from '../facilitators/ask.js';
import { messageTo } from '../proposals/tell.js';
import type { Month } from '../rules/month.js';
import { topicsStore } from '../store/index.js';
import type { Plan, ProposalId, Topic } from '../types.js';
import { askedAboutPlans, unanswered } from './asked.js';
import { editCards, planSettling, silenceOf, waitForSilence } from './draft.js';
import { withNewestText } from './newest-text.js';
import { planKey } from './schedule.js';

/** A plan as a button carries it: an approval holds for the version that was seen. */
export type SeenPlan = Pick<Plan, 'month' | 'version'>;

/** The error for a plan that someone else changed or approved in the meantime. */
export function planChanged(): InputError {
  return new InputError('changed meanwhile', phrase('topics-plan.error.changed'));
}

/** Holds the draft in the version that was seen. Throws an `InputError` if it was changed or approved since. */
export async function holdSeen(context: Context, { month, version }: SeenPlan): Promise<void> {
  const store = topicsStore(context.tx);
  if (await store.holdDraft(month, version)) return;
  if ((await store.plan(month))?.state === 'approved') throw new InputError('approved', phrase('topics-plan.error.approved'));
  throw planChanged();
}

/** Counts somebody's approval of a plan. Throws what `holdSeen` throws. */
export async function approve(context: Context, actor: Actor, seen: SeenPlan): Promise<void> {
  await holdSeen(context, seen);
  await answer(context, actor, seen);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'topics.plan.approve', details: { month: seen.month } });
  await planSettling(context, seen.month);
}

export async function answer(context: Context, { id }: Pick<Actor, 'id'>, { month, version }: SeenPlan): Promise<void> {
  await topicsStore(context.tx).saveAnswer(month, { member: id, version, at: context.now });
}

/**
 * What follows from a change or an answer, in a job, since a click may not take so long: with the last answer of those who are asked
 * the plan is approved; a new version waits for silence anew; and the cards show how it stands.
 */
export async function settle(context: Context, month: Month): Promise<void> {
  const { plan, answers } = await topicsStore(context.tx).wholePlan(month);
  if (plan?.state === 'draft') {
    const asked = await askedAboutPlans(context);
    const isLast = asked.length > 0 && unanswered(asked, answers, plan.version).length === 0;
    if (isLast) await complete(context, plan, 'advisers');
    else if ((await silenceOf(context, plan)) === undefined) await waitForSilence(context, plan);
  }
  await editCards(context, month);
}

/** Approves a plan: its topics open, facilitators are asked, and those who proposed or support them are told. */
export async function complete(context: Context, { month, version }: SeenPlan, by: 'advisers' | 'silence'): Promise<void> {
  const store = topicsStore(context.tx);
  if (!(await store.approvePlan(month, version, by, context.now))) return;
  await context.agenda.cancelPrefix(planKey(month, 'silence:'));
  await context.agenda.cancel([planKey(month, 'remind')]);
  const topics = (await store.topicsOfMonth(month)).filter(({ state, slot }) => state === 'planned' && slot !== null);
  for (const topic of topics) await announce(context, topic);
  await planSettling(context, month);
  context.logger.info({ month, by, topics: topics.length }, 'plan of topics approved');
}

/** A topic will be held: it opens at its hour, a facilitator is looked for, and whose topic it is hears of it. */
export async function announce(context: Context, planned: Topic): Promise<void> {
  const topic = await withNewestText(context, planned);
  await hold(context, topic);
  if (topic.proposal !== null) await tellWhoseTopic(context, topic, topic.proposal, 'planned');
}

/** Plans its opening, or moves it, and looks for a facilitator. */
export async function hold(context: Context, topic: Topic): Promise<void> {
  await planOpening(context, topic);
  await askFacilitator(context, topic);
}

/** What becomes of a topic that somebody proposed or supports. `opened`: before its plan was approved, so that it was not news before. */
export const NEWS = ['planned', 'opened', 'put-back'] as const;
type News = (typeof NEWS)[number];

/** Tells those who proposed a topic, and all who support it, that it is planned, is open already, or is not held after all. */
export async function tellWhoseTopic(context: Context, topic: Pick<Topic, 'id'>, proposal: ProposalId, news: News): Promise<void> {
  const { proposers, supporters } = await context.tx.find(topicsStore(context.tx).whoHears(proposal));
  // A member who supported the topic and whose own proposal was merged into it is told once.
  const isNoProposer = (member: MemberId) => !proposers.some((proposer) => proposer.member === member);
  await context.deliveries.plan([
    ...proposers.map((proposer) => messageTo(context, proposer, `topics.plan.${news}`, topic.id)),
    ...supporters.filter(isNoProposer).map((member) => ({
      key: `topics:plan:${news}:${topic.id}:${member}`,
      kind: 'topics.plan.supported',
      args: { topic: topic.id, news },
      to: { to: 'member' as const, member },
      dueAt: context.now,
    })),
  ]);
}
