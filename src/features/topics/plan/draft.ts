import { localDateOf } from '../../../calendar/wall-clock.js';
import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Settings } from '../../../core/settings.js';
import { after, earliest, type Instant } from '../../../core/time.js';
import { type Context, tellChannel } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import type { DeliveryPlan } from '../../../ports/agenda.js';
import { ORGANISERS } from '../../members/public.js';
import { topicsChannel } from '../channel.js';
import { type Month, monthOf, monthOfYear } from '../rules/month.js';
import { REMIND_AFTER, SILENCE, silenceEnds } from '../rules/plan-times.js';
import { openingDays, topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import type { Plan } from '../types.js';
import { type Asked, askedAboutPlans } from './asked.js';
import { fillMonth } from './choose.js';
import { planKey } from './schedule.js';
import { currentTemplates, seedTemplates } from './templates.js';

/** How many proposals a month lacks: its annual topics need none. */
async function lackingProposals(context: Context, month: Month): Promise<number> {
  const { quota } = topicsSection.of(await context.community.settings());
  await seedTemplates(context);
  const annual = (await currentTemplates(context)).filter(({ kind, monthOfYear: of }) => kind === 'annual' && of === monthOfYear(month));
  const wanted = Math.max(0, quota - annual.length);
  return Math.max(0, wanted - (await topicsStore(context.tx).countPlannable()));
}

/** Calls for proposals in the topics channel. A second call for the same month changes nothing. */
export async function callForProposals(context: Context, month: Month): Promise<void> {
  if ((await lackingProposals(context, month)) === 0) return;
  await topicsStore(context.tx).callPlan(month, context.now);
  await tellChannel(context, topicsChannel.name, { key: planKey(month, 'call'), kind: 'topics.plan.call', args: { month } });
}

/**
 * Drafts the plan of a month and lays it before the advisers and organisers. Throws an `InputError` for a month that is over, and for
 * one that has its plan already.
 */
export async function draftMonth(
  context: Context,
  month: Month,
  { actor }: { readonly actor?: Actor } = {},
): Promise<{ readonly settings: Settings; readonly asked: readonly Asked[] }> {
  const settings = await context.community.settings();
  if (month < monthOf(localDateOf(context.now, settings.timezone))) {
    throw new InputError('the month is over', phrase('topics-plan.error.month-over'));
  }
  const version = await topicsStore(context.tx).draftPlan(month, context.now, openingDays(topicsSection.of(settings)));
  if (version === undefined) throw new InputError('there is a plan', phrase('topics-plan.error.has-plan'));
  const { missing } = await fillMonth(context, month, { settings });
  const asked = await askForApproval(context, month, version);
  if (missing > 0) await tellOrganisers(context, 'short', month);
  if (actor) await context.audit.append({ at: context.now, actor: actor.id, action: 'topics.plan', details: { month } });
  context.logger.info({ month, missing }, 'topics planned');
  return { settings, asked };
}

/** A month passed without a plan, or has fewer topics than it should: organisers are told. */
export async function tellOrganisers(context: Context, what: 'short' | 'missed', month: Month): Promise<void> {
  await tellChannel(context, ORGANISERS, { key: planKey(month, what), kind: `topics.plan.${what}`, args: { month } });
}

async function askForApproval(context: Context, month: Month, version: number): Promise<readonly Asked[]> {
  const { now: dueAt } = context;
  const asked = await askedAboutPlans(context);
  const card = (to: DeliveryPlan['to'], who: string, args: Readonly<Record<string, unknown>>): DeliveryPlan => ({
    key: cardKey(month, who),
    kind: 'topics.plan.draft',
    args: { month, ...args },
    to,
    dueAt,
  });
  await context.deliveries.plan([
    card({ to: 'channel', channel: ORGANISERS }, 'organisers', {}),
    ...asked.map(({ id }) => card({ to: 'member', member: id }, String(id), { member: id })),
  ]);
  await context.agenda.plan({
    key: planKey(month, 'remind'),
    kind: 'topics.plan.remind',
    payload: { month },
    dueAt: after(dueAt, REMIND_AFTER),
  });
  await waitForSilence(context, { month, version, draftedAt: dueAt });
  return asked;
}

/** The plan card of somebody, or of the organisers' channel. */
const cardKey = (month: Month, who: string): string => planKey(month, `card:${who}`);

const silenceKey = (month: Month, version: number): string => planKey(month, `silence:${version}`);

/** Plans the moment from which silence counts as approval of this version, in place of the one before. */
export async function waitForSilence(
  context: Context,
  { month, version, draftedAt }: Pick<Plan, 'month' | 'version' | 'draftedAt'>,
): Promise<void> {
  const { now } = context;
  const live = (await topicsStore(context.tx).topicsOfMonth(month)).filter(({ state, slot }) => state !== 'skipped' && slot !== null);
  const firstOpening = live.reduce<Instant>((first, { opensAt }) => earliest(first, opensAt), after(now, 4 * SILENCE));
  const dueAt = silenceEnds({ draftedAt: draftedAt ?? now, changedAt: now, firstOpening });
  if (version > 1) await context.agenda.cancelPrefix(planKey(month, 'silence:'));
  await context.agenda.plan({ key: silenceKey(month, version), kind: 'topics.plan.silence', payload: { month, version }, dueAt });
}

/** When silence counts as approval of a draft; undefined if it does already. */
export async function silenceOf(context: Context, { month, version }: Pick<Plan, 'month' | 'version'>): Promise<Instant | undefined> {
  const row = await context.agenda.find(silenceKey(month, version));
  return row?.state === 'planned' ? row.dueAt : undefined;
}

/** What follows from a change is done once this transaction has committed. */
export async function planSettling(context: Context, month: Month): Promise<void> {
  await context.agenda.plan({
    key: planKey(month, 'settle'),
    kind: 'topics.plan.settle',
    payload: { month },
    dueAt: context.now,
    again: true,
  });
}

/** Edits the cards that were sent. */
export async function editCards(context: Context, month: Month): Promise<void> {
  const people = [...(await askedAboutPlans(context)).map(({ id }) => String(id)), 'organisers'];
  await context.deliveries.refresh(
    people.map((who) => cardKey(month, who)),
    context.now,
  );
}
