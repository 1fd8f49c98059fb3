import { localDateOf } from '../../../calendar/wall-clock.js';
import { type Actor, isAllowed } from '../../../core/access.js';
import { both } from '../../../core/lookup.js';
import type { BaseSettings, Settings } from '../../../core/settings.js';
import { between, type Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { findMembers } from '../../members/public.js';
import { type Month, monthOf, monthOfYear } from '../rules/month.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import type { Plan, Template, Topic } from '../types.js';
import { type Asked, askedAboutPlans, unanswered } from './asked.js';
import { silenceOf } from './draft.js';
import { outageWarnings } from './outages.js';
import { isUnlike } from './refit.js';
import { currentMonth } from './schedule.js';

/** What somebody may do with a plan. */
export interface PlanReader {
  /** They decide about it: an adviser or an organiser. */
  readonly decides: boolean;
  readonly organises: boolean;
  /** They approved it as it is now. */
  readonly approved: boolean;
}

export interface PlannedTopic {
  readonly topic: Topic;
  /** Whoever agreed to facilitate it. */
  readonly facilitator: string | undefined;
  readonly warnings: readonly string[];
}

/** A month's plan as one reader sees it. */
export interface PlanView {
  readonly month: Month;
  readonly current: Month;
  readonly plan: Plan | undefined;
  /** Members see no topics of a draft. */
  readonly topics: readonly PlannedTopic[];
  /** It is approved for other days than the settings give now: a redraft can change that. */
  readonly unlike: boolean;
  /** Places of the month that no topic has. */
  readonly free: number;
  /** Annual topics of this month for which there is no place. */
  readonly unplaced: readonly Template[];
  readonly approvedBy: readonly string[];
  readonly waitingFor: readonly string[];
  /** From when silence counts as approval. */
  readonly silentUntil: Instant | undefined;
  readonly reader: PlanReader;
  readonly zone: BaseSettings['timezone'];
}

/** The plan of a month. Without a reader it is for the organisers' channel. */
export async function viewPlan(
  context: Context,
  month: Month,
  actor?: Actor,
  known: { readonly settings?: Settings; readonly asked?: readonly Asked[] } = {},
): Promise<PlanView> {
  const store = topicsStore(context.tx);
  const settings = known.settings ?? (await context.community.settings());
  const { quota } = topicsSection.of(settings);
  const [{ plan, topics: all, answers }, entries] = await context.tx.find(both(store.planOf(month), store.entries()));
  const decides = actor === undefined || isAllowed(actor, 'adviser');
  const live = inOrder(all.filter(({ state }) => state !== 'skipped'));
  const topics = decides || plan?.state === 'approved' ? live : live.filter(({ slot, state }) => slot === null || state !== 'planned');
  const names = await facilitatorsOf(context, topics);
  const isDraft = decides && plan?.state === 'draft';
  const asked = isDraft ? (known.asked ?? (await askedAboutPlans(context))) : [];
  const waiting = isDraft ? unanswered(asked, answers, plan.version) : [];
  const held = live.flatMap(({ template }) => template ?? []);
  const current = monthOf(localDateOf(context.now, settings.timezone));
  const unlike = plan?.state === 'approved' && month >= current && isUnlike(plan, settings);
  return {
    month,
    current,
    plan,
    topics: topics.map((topic) => ({
      topic,
      facilitator: topic.facilitator === null ? undefined : names.get(topic.facilitator),
      warnings: decides && topic.state === 'planned' ? outageWarnings(topic, settings) : [],
    })),
    unlike: unlike && decides,
    free:
      plan && plan.state !== 'called' && month >= current && !unlike
        ? Math.max(0, quota - live.filter(({ slot }) => slot !== null).length)
        : 0,
    unplaced: isDraft
      ? entries.filter(
          ({ kind, id, monthOfYear: of, removed }) => kind === 'annual' && !removed && of === monthOfYear(month) && !held.includes(id),
        )
      : [],
    approvedBy: asked.filter((one) => !waiting.includes(one)).map(({ name }) => name),
    waitingFor: waiting.map(({ name }) => name),
    silentUntil: isDraft ? await silenceOf(context, plan) : undefined,
    reader: {
      decides,
      organises: actor === undefined || isAllowed(actor, 'organiser'),
      approved: isDraft && answers.some(({ member, version }) => member === actor?.id && version === plan.version),
    },
    zone: settings.timezone,
  };
}

/** By the hour at which they open. */
function inOrder(topics: readonly Topic[]): readonly Topic[] {
  return topics.toSorted((one, other) => between(other.opensAt, one.opensAt) || one.id - other.id);
}

async function facilitatorsOf(context: Context, topics: readonly Topic[]): Promise<ReadonlyMap<number, string>> {
  const ids = [...new Set(topics.flatMap(({ facilitator }) => facilitator ?? []))];
  return new Map((ids.length === 0 ? [] : await findMembers(context, ids)).map(({ id, name }) => [id, name]));
}

/** The month that is shown where nobody names one: this one while it has a topic to come, else the next one. */
export async function monthToShow(context: Context): Promise<Month> {
  const topics = await topicsStore(context.tx).topicsIn(['planned'], { from: context.now, limit: 1 });
  const current = await currentMonth(context);
  const [draft] = await topicsStore(context.tx).drafts();
  return topics[0]?.month ?? draft?.month ?? current;
}
