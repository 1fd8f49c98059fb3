import { localDateOf } from '../../../calendar/wall-clock.js';
import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Settings } from '../../../core/settings.js';
import { type Context, tellChannel } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { ORGANISERS } from '../../members/public.js';
import { type Month, monthOf } from '../rules/month.js';
import type { OpeningDay } from '../rules/openings.js';
import { type Refit, refitMonth } from '../rules/refit.js';
import { openingDays, topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import type { Plan, Topic } from '../types.js';
import { announce, hold } from './approve.js';
import { askedAboutPlans } from './asked.js';
import { requireTopic, skipped, takeOut } from './change.js';
import { fillMonth } from './choose.js';
import { planSettling, tellOrganisers } from './draft.js';
import { warnOfOutage } from './outages.js';
import { currentMonth, planKey } from './schedule.js';

/** The days that plans are made for now. */
export const daysNow = (settings: Settings): readonly OpeningDay[] => openingDays(topicsSection.of(settings));

/** Whether a plan was made for other days, or for another quota, than the settings give now. */
export function isUnlike({ openings }: Pick<Plan, 'openings'>, settings: Settings): boolean {
  return openings !== null && JSON.stringify(openings) !== JSON.stringify(daysNow(settings));
}

/** Whether a coming month has a plan that was made for other days. */
export async function isAnyUnlike(context: Context, settings: Settings): Promise<boolean> {
  return (await topicsStore(context.tx).plansFrom(await currentMonth(context))).some((plan) => isUnlike(plan, settings));
}

/** Quota or days were changed: what follows for the months that have a plan is done once this transaction has committed. */
export async function planRefitting(
  context: Context,
  { before, after }: { readonly before: Settings; readonly after: Settings },
): Promise<void> {
  const was = daysNow(before);
  if (!isUnlike({ openings: was }, after)) return;
  await topicsStore(context.tx).noteOpenings(monthOf(localDateOf(context.now, after.timezone)), was);
  await context.agenda.plan({ key: 'topics:plan:settings', kind: 'topics.plan.settings', payload: {}, dueAt: context.now, again: true });
}

/** Drafts are made anew. Of months that are approved the organisers hear what would change, and can have them redrafted. */
export async function followSettings(context: Context): Promise<void> {
  const settings = await context.community.settings();
  for (const plan of await topicsStore(context.tx).plansFrom(await currentMonth(context))) {
    if (!isUnlike(plan, settings)) continue;
    if (plan.state === 'draft') await redraft(context, plan, settings);
    else if (changesAnything(await refitOf(context, plan, settings))) {
      await tellChannel(context, ORGANISERS, {
        key: planKey(plan.month, `unlike:${context.now}`),
        kind: 'topics.plan.unlike',
        args: { month: plan.month },
      });
    }
  }
}

/** What a redraft would make of a plan, without choosing topics for its free places. */
export async function refitOf(
  context: Context,
  { month, openings }: Pick<Plan, 'month' | 'openings'>,
  settings: Settings,
): Promise<Refit<Topic>> {
  const store = topicsStore(context.tx);
  const topics = (await store.topicsOfMonth(month)).filter(({ state }) => state !== 'skipped');
  const others = (await store.topicsIn(['planned', 'open'], { from: context.now })).filter((topic) => topic.month !== month);
  const was = openings ?? daysNow(settings);
  return refitMonth({ month, was, topics, others: others.map(({ opensAt }) => opensAt) }, daysNow(settings), settings, context.now);
}

export function changesAnything({ moved, dropped, free }: Refit<Topic>): boolean {
  return moved.length + dropped.length + free > 0;
}

/**
 * Chooses anew for a draft: what advisers put in themselves stays. Where only days or hours have changed, all topics stay. Whoever is
 * asked about the plan has it before them again, and silence begins anew.
 */
async function redraft(context: Context, plan: Plan, settings: Settings): Promise<void> {
  const store = topicsStore(context.tx);
  const { month } = plan;
  const version = await store.changeDraft(month);
  if (version === undefined) return;
  if (plan.openings?.length !== daysNow(settings).length) {
    const chosen = (await store.topicsOfMonth(month)).filter(
      ({ state, slot, reason }) => state === 'planned' && slot !== null && reason !== null,
    );
    for (const topic of chosen) await store.updateTopic(topic.id, skipped(topic), topic);
  }
  const { moved, dropped } = await refitOf(context, plan, settings);
  for (const topic of dropped) await store.updateTopic(topic.id, skipped(topic), topic);
  for (const { topic, to } of moved) {
    await store.updateTopic(topic.id, to, topic);
    await warnOfOutage(context, { ...topic, ...to }, settings);
  }
  await fillPlaces(context, month, settings);
  const asked = await askedAboutPlans(context);
  const news = (who: string) => ({ key: planKey(month, `redrafted:${version}:${who}`), kind: 'topics.plan.redrafted', dueAt: context.now });
  await context.deliveries.plan([
    { ...news('organisers'), args: { month }, to: { to: 'channel', channel: ORGANISERS } },
    ...asked.map(({ id }) => ({ ...news(String(id)), args: { month, member: id }, to: { to: 'member' as const, member: id } })),
  ]);
  await planSettling(context, month);
}

/** Has an approved plan redrafted. Throws an `InputError` for one that fits the settings, or is not approved. */
export async function askForRefit(context: Context, actor: Actor, month: Month): Promise<void> {
  const plan = await topicsStore(context.tx).plan(month);
  if (plan?.state !== 'approved' || !isUnlike(plan, await context.community.settings())) {
    throw new InputError('fits the settings', phrase('topics-plan.error.like'));
  }
  await context.audit.append({ at: context.now, actor: actor.id, action: 'topics.refit', details: { month } });
  await context.agenda.plan({
    key: planKey(month, 'refit'),
    kind: 'topics.plan.refit',
    payload: { month },
    dueAt: context.now,
    again: true,
  });
}

/** Fits what has not opened of an approved plan to the settings; whoever was told of a topic hears what becomes of it. */
export async function refit(context: Context, month: Month): Promise<void> {
  const store = topicsStore(context.tx);
  const settings = await context.community.settings();
  const plan = await store.plan(month);
  if (plan?.state !== 'approved' || !isUnlike(plan, settings)) return;
  const { moved, dropped } = await refitOf(context, plan, settings);
  for (const topic of dropped) await takeOut(context, topic, plan);
  for (const { topic, to } of moved) {
    if (!(await store.updateTopic(topic.id, to, topic))) continue;
    const placed = { ...topic, ...to, version: topic.version + 1 };
    await warnOfOutage(context, placed, settings);
    await hold(context, placed);
  }
  for (const id of await fillPlaces(context, month, settings)) await announce(context, await requireTopic(context, id));
  await planSettling(context, month);
}

async function fillPlaces(context: Context, month: Month, settings: Settings) {
  await topicsStore(context.tx).saveOpenings(month, daysNow(settings));
  const { added, missing } = await fillMonth(context, month);
  if (missing > 0) await tellOrganisers(context, 'short', month);
  return added;
}
