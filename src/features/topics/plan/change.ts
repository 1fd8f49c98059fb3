import { addDays, instantOf, localDateOf, localTimeOf } from '../../../calendar/wall-clock.js';
import type { Actor } from '../../../core/access.js';
import { InputError, NotFoundError } from '../../../core/errors.js';
import type { Settings } from '../../../core/settings.js';
import { after, DAY, type LocalDate, type LocalTime } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { cancelOpening } from '../discussion/open.js';
import { stopAsking } from '../facilitators/ask.js';
import type { Month } from '../rules/month.js';
import { placeOpening } from '../rules/openings.js';
import { topicsStore } from '../store/index.js';
import type { NewTopic, Plan, ProposalId, TemplateId, Topic, TopicId } from '../types.js';
import { announce, answer, hold, holdSeen, planChanged, type SeenPlan, tellWhoseTopic } from './approve.js';
import { contentOfProposal, contentOfTemplate, fillMonth, holdForPlan } from './choose.js';
import { planSettling, tellOrganisers } from './draft.js';
import { warnOfOutage } from './outages.js';
import { planKey } from './schedule.js';

/** A topic as a button carries it. */
export type SeenTopic = Pick<Topic, 'id' | 'version'>;

/** What a topic is swapped for. */
export type Replacement = { readonly from: 'proposal'; readonly id: ProposalId } | { readonly from: 'template'; readonly id: TemplateId };

/** How many days ahead a topic may open at most. */
const FURTHEST_AHEAD_DAYS = 366;

/** Throws a `NotFoundError` for a topic that is gone. */
export async function requireTopic(context: Context, id: TopicId): Promise<Topic> {
  const topic = await topicsStore(context.tx).topic(id);
  if (!topic) throw new NotFoundError(`no topic ${id}`, phrase('topics-plan.error.no-topic'));
  return topic;
}

/** The topic as it was seen, before it opens. Throws an `InputError` if it was changed since or is open, what `requireTopic` throws. */
export async function seenPlanned(context: Context, seen: SeenTopic): Promise<Topic> {
  const topic = await requireTopic(context, seen.id);
  if (topic.state === 'open' || topic.state === 'closed') throw new InputError('open already', phrase('topics-plan.error.open'));
  if (topic.state === 'skipped' || topic.version !== seen.version) throw planChanged();
  return topic;
}

/** Puts another proposal, or an entry of a list, in the place of a planned topic. Throws what `seenPlanned` throws. */
export async function swap(context: Context, actor: Actor, seen: SeenTopic, by: Replacement): Promise<Month> {
  const old = await seenPlanned(context, seen);
  const plan = await planOf(context, old);
  const content = await replacementFor(context, by);
  await takeOut(context, old, plan);
  const { month, slot, plannedDate, opensAt, forSector } = old;
  const topic: NewTopic = { ...content, month, slot, plannedDate, opensAt, forSector, reason: null, state: 'planned', guiding: null };
  const id = await topicsStore(context.tx).insertTopic(topic);
  await note(context, actor, 'topics.swap', { topic: old.id, for: id });
  await changed(context, actor, month, plan, [id]);
  return month;
}

/** Holds a topic on another day, at that hour or its own: on a day off, on the next working day. Throws what `seenPlanned` throws. */
export async function move(
  context: Context,
  actor: Actor,
  seen: SeenTopic,
  { date, time, settings }: { readonly date: LocalDate; readonly time?: LocalTime; readonly settings: Settings },
): Promise<Topic> {
  const topic = await seenPlanned(context, seen);
  const hour = time ?? localTimeOf(topic.opensAt, settings.timezone);
  const opensAt = await openingOn(context, { date, time: hour, settings, except: topic.id });
  if (!(await topicsStore(context.tx).updateTopic(topic.id, { plannedDate: date, opensAt }, seen))) throw planChanged();
  await note(context, actor, 'topics.move', { topic: topic.id });
  const moved = { ...topic, plannedDate: date, opensAt, version: topic.version + 1 };
  await warnOfOutage(context, moved, settings);
  const plan = await planOf(context, topic);
  await changed(context, actor, topic.month, plan, []);
  if (isHeld(topic, plan)) await hold(context, moved);
  return moved;
}

/** Takes a topic out of the plan; its place stays free. Throws what `seenPlanned` throws. */
export async function skip(context: Context, actor: Actor, seen: SeenTopic): Promise<Month> {
  const topic = await seenPlanned(context, seen);
  const plan = await planOf(context, topic);
  await takeOut(context, topic, plan);
  await note(context, actor, 'topics.skip', { topic: topic.id });
  await changed(context, actor, topic.month, plan, []);
  return topic.month;
}

/** Chooses topics for the free places of a month. Throws an `InputError` if there are none, or the plan was changed since it was seen. */
export async function fill(context: Context, actor: Actor, seen: SeenPlan, settings: Settings): Promise<void> {
  const plan = await topicsStore(context.tx).plan(seen.month);
  if (plan?.state === 'draft') await holdSeen(context, seen);
  const { added } = await fillMonth(context, seen.month, { settings });
  if (added.length === 0) throw new InputError('nothing to fill', phrase('topics-plan.error.cannot-fill'));
  await note(context, actor, 'topics.fill', { month: seen.month });
  await changed(context, actor, seen.month, plan, added);
}

/**
 * A proposal that a draft has is no longer open, or has another sector, which may not be in turn: its place is filled anew once this
 * transaction has committed. A plan that is approved keeps its topic, for everybody has been told.
 */
export async function leaveDraft(context: Context, proposal: ProposalId): Promise<void> {
  const store = topicsStore(context.tx);
  const topic = await store.topicOfProposal(proposal);
  const plan = topic?.state === 'planned' ? await planOf(context, topic) : undefined;
  if (!topic || plan?.state !== 'draft') return;
  const { month } = topic;
  await store.updateTopic(topic.id, skipped(topic), topic);
  // Approvals of the version before no longer count.
  await store.changeDraft(month);
  await context.agenda.plan({
    key: planKey(month, 'refill'),
    kind: 'topics.plan.refill',
    payload: { month },
    dueAt: context.now,
    again: true,
  });
}

/** Fills the places of a draft that became free. */
export async function refill(context: Context, month: Month): Promise<void> {
  const plan = await topicsStore(context.tx).plan(month);
  if (plan?.state !== 'draft') return;
  const { missing } = await fillMonth(context, month);
  if (missing > 0) await tellOrganisers(context, 'short', month);
  await changed(context, undefined, month, plan, []);
}

/**
 * When a topic opens that is held on a day. Throws an `InputError` for a moment that has passed, or one that is too far ahead.
 * @param where `except` is the topic itself, which is not in its own way.
 */
export async function openingOn(
  context: Context,
  where: { readonly date: LocalDate; readonly time: LocalTime; readonly settings: Settings; readonly except?: TopicId },
): Promise<Topic['opensAt']> {
  const { now } = context;
  const { date, time, settings, except } = where;
  const today = localDateOf(now, settings.timezone);
  if (instantOf(date, time, settings.timezone) <= now) throw new InputError('it has passed', phrase('topics-plan.error.passed'));
  if (date > addDays(today, FURTHEST_AHEAD_DAYS)) throw new InputError('too far ahead', phrase('topics-plan.error.too-far'));
  const others = await topicsStore(context.tx).topicsIn(['planned', 'open'], { from: after(now, -DAY) });
  const taken = new Set(others.filter(({ id }) => id !== except).map(({ opensAt }) => opensAt));
  return placeOpening(date, time, settings, taken).at;
}

async function replacementFor(context: Context, { from, id }: Replacement) {
  const store = topicsStore(context.tx);
  const notThere = () => new InputError('not to be chosen', phrase('topics-plan.error.not-choosable'));
  if (from === 'proposal') {
    const proposal = (await holdForPlan(context, id)) ? await store.find(id) : undefined;
    if (!proposal) throw notThere();
    return contentOfProposal(proposal);
  }
  const template = await store.template(id);
  if (!template || template.removed) throw notThere();
  const [language = 'en'] = (await context.community.settings()).languages;
  return contentOfTemplate(template, language);
}

/**
 * Leaves a topic out. If its plan was approved, those who heard of it are told. Throws an `InputError` if the topic was changed meanwhile.
 */
export async function takeOut(context: Context, topic: Topic, plan: Plan | undefined): Promise<void> {
  const store = topicsStore(context.tx);
  if (!(await store.updateTopic(topic.id, skipped(topic), topic))) throw planChanged();
  if (!isHeld(topic, plan)) return;
  await cancelOpening(context, topic);
  await stopAsking(context, topic);
  if (topic.proposal !== null && (await store.markOpenAgain(topic.proposal))) {
    await tellWhoseTopic(context, topic, topic.proposal, 'put-back');
  }
}

/** A topic that is not held keeps no copy of what its proposal says, which may be withdrawn. */
export function skipped({ proposal }: Topic): Partial<Topic> {
  return { state: 'skipped', ...(proposal !== null && { texts: {}, why: '', resources: [] }) };
}

/** The plan that a topic has its place in; none for one outside it. */
async function planOf(context: Context, { slot, month }: Topic): Promise<Plan | undefined> {
  return slot === null ? undefined : topicsStore(context.tx).plan(month);
}

/** Whether its opening is planned: its plan is approved, or it stands outside the plan. */
function isHeld({ slot }: Topic, plan: Plan | undefined): boolean {
  return slot === null || plan?.state === 'approved';
}

/**
 * A plan was changed. A draft has a new version, which whoever changed it approves with that; silence begins anew. What is `added` to
 * an approved plan is announced.
 */
async function changed(
  context: Context,
  actor: Actor | undefined,
  month: Month,
  plan: Plan | undefined,
  added: readonly TopicId[],
): Promise<void> {
  const version = plan?.state === 'draft' ? await topicsStore(context.tx).changeDraft(month) : undefined;
  if (version === undefined) await planAnnouncing(context, added);
  else if (actor) await answer(context, actor, { month, version });
  await planSettling(context, month);
}

/** Topics that an approved plan has got are announced once this transaction has committed. */
async function planAnnouncing(context: Context, topics: readonly TopicId[]): Promise<void> {
  await context.agenda.plan(
    topics.map((topic) => ({ key: `topics:plan:announce:${topic}`, kind: 'topics.plan.announce', payload: { topic }, dueAt: context.now })),
  );
}

/** Announces a topic that is still planned. */
export async function announceAdded(context: Context, id: TopicId): Promise<void> {
  const topic = await topicsStore(context.tx).topic(id);
  if (topic?.state === 'planned') await announce(context, topic);
}

async function note(context: Context, actor: Actor, action: string, details: Readonly<Record<string, number | string>>): Promise<void> {
  await context.audit.append({ at: context.now, actor: actor.id, action, details });
}
