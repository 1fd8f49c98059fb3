import { z } from 'zod';
import { type Lookup, lookup, lookups } from '../../../core/lookup.js';
import { type Instant, toLocalTime, WEEKDAYS } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { jsonColumn } from '../../../sql/columns.js';
import { allAs, firstAs, updateRows } from '../../../sql/rows.js';
import { placeIn } from '../../../sql/tables.js';
import type { Month } from '../rules/month.js';
import type { OpeningDay } from '../rules/openings.js';
import type { Plan, PlanAnswer, Topic } from '../types.js';
import type { TopicsTables } from './tables.js';
import { TOPIC_COLUMNS, toTopic } from './topics.js';

const PLAN = [
  'month',
  'state',
  'version',
  'called_at as calledAt',
  'drafted_at as draftedAt',
  'approved_at as approvedAt',
  'approved_by as approvedBy',
  'openings',
] as const;

const openingsColumn = jsonColumn<readonly OpeningDay[]>(
  z.array(z.object({ which: z.int(), weekday: z.enum(WEEKDAYS), time: z.string().transform(toLocalTime) })),
);

function toPlan({ openings, ...row }: Omit<Plan, 'openings'> & { readonly openings: string | null }): Plan {
  return { ...row, openings: openings === null ? null : openingsColumn.read(openings) };
}

/** A plan with all topics of its month, also those that are skipped, and its answers. */
interface WholePlan {
  readonly plan: Plan | undefined;
  readonly topics: readonly Topic[];
  readonly answers: readonly PlanAnswer[];
}

/** The plans of months, and who approved them. */
export function planStore(tx: Tx) {
  const { db, community } = placeIn<TopicsTables>(tx);
  const select = () => db.selectFrom('topic_plans').select(PLAN).where('community_id', '=', community);
  const madeFor = (openings: readonly OpeningDay[]) =>
    db
      .updateTable('topic_plans')
      .set({ openings: openingsColumn.write(openings), quota: openings.length })
      .where('community_id', '=', community);
  const answersOf = (month: Month) =>
    db
      .selectFrom('topic_plan_answers')
      .select(['member_id as member', 'version', 'answered_at as at'])
      .where('community_id', '=', community)
      .where('month', '=', month)
      .orderBy('answered_at')
      .orderBy('member_id');
  const planOf = (month: Month): Lookup<WholePlan> => {
    const topics = db.selectFrom('topics').select(TOPIC_COLUMNS).where('community_id', '=', community).where('month', '=', month);
    return lookups({
      plan: lookup(select().where('month', '=', month), ([row]) => row && toPlan(row)),
      topics: lookup(topics.orderBy('opens_at').orderBy('id'), (rows) => rows.map(toTopic)),
      answers: lookup(answersOf(month), (rows) => rows),
    });
  };
  return {
    async plan(month: Month): Promise<Plan | undefined> {
      return firstAs(select().where('month', '=', month), toPlan);
    },
    planOf,
    wholePlan: (month: Month): Promise<WholePlan> => tx.find(planOf(month)),
    /** Plans from a month on that were drafted, and the first month that ever was. */
    drafted(from: Month): Lookup<{ readonly plans: readonly Plan[]; readonly first: Month | undefined }> {
      return lookups({
        plans: lookup(select().where('month', '>=', from).where('state', '!=', 'called').orderBy('month'), (rows) => rows.map(toPlan)),
        first: lookup(select().where('drafted_at', 'is not', null).orderBy('month').limit(1), ([row]) => row?.month),
      });
    },
    /** The plans that wait for approval, the first month first. */
    async drafts(): Promise<readonly Plan[]> {
      return allAs(select().where('state', '=', 'draft').orderBy('month'), toPlan);
    },
    async callPlan(month: Month, at: Instant): Promise<void> {
      await db
        .insertInto('topic_plans')
        .values({ community_id: community, month, state: 'called', called_at: at })
        .onConflict((conflict) => conflict.columns(['community_id', 'month']).doNothing())
        .execute();
    },
    /** Begins the draft of a month. Returns its version, or undefined if the month is drafted already. */
    async draftPlan(month: Month, at: Instant, openings: readonly OpeningDay[]): Promise<number | undefined> {
      const made = { drafted_at: at, openings: openingsColumn.write(openings), quota: openings.length };
      const row = await db
        .insertInto('topic_plans')
        .values({ community_id: community, month, state: 'draft', ...made })
        .onConflict((conflict) =>
          conflict
            .columns(['community_id', 'month'])
            .doUpdateSet({ state: 'draft', ...made })
            .where('topic_plans.state', '=', 'called'),
        )
        .returning('version')
        .executeTakeFirst();
      return row?.version;
    },
    /** The plans of this month and later ones that are drafted, approved or not, the first month first. */
    async plansFrom(month: Month): Promise<readonly Plan[]> {
      return allAs(select().where('month', '>=', month).where('state', '!=', 'called').orderBy('month'), toPlan);
    },
    /** Notes for which days the coming plans were made where nobody had noted it. */
    async noteOpenings(from: Month, openings: readonly OpeningDay[]): Promise<void> {
      await madeFor(openings).where('month', '>=', from).where('state', '!=', 'called').where('openings', 'is', null).execute();
    },
    /** Notes that a plan is made for other days now. */
    async saveOpenings(month: Month, openings: readonly OpeningDay[]): Promise<void> {
      await madeFor(openings).where('month', '=', month).execute();
    },
    /** Marks a plan as changed. Returns its new version, or undefined unless it is a draft, and in the version that was seen. */
    async changeDraft(month: Month, seen?: number): Promise<number | undefined> {
      const row = await db
        .updateTable('topic_plans')
        .set(({ eb, ref }) => ({ version: eb(ref('version'), '+', 1) }))
        .where('community_id', '=', community)
        .where('month', '=', month)
        .where('state', '=', 'draft')
        .$if(seen !== undefined, (query) => query.where('version', '=', seen ?? 0))
        .returning('version')
        .executeTakeFirst();
      return row?.version;
    },
    /** Whether it is a draft in the version that was seen, and stays so until the transaction ends. */
    async holdDraft(month: Month, version: number): Promise<boolean> {
      return (await updateRows({ db, community }, 'topic_plans', { version }, { month, version, state: 'draft' })) > 0;
    },
    /** Approves a draft in the version that was seen. Returns whether it was one. */
    async approvePlan(month: Month, version: number, by: 'advisers' | 'silence', at: Instant): Promise<boolean> {
      const approved = { state: 'approved', approved_at: at, approved_by: by } as const;
      return (await updateRows({ db, community }, 'topic_plans', approved, { month, version, state: 'draft' })) > 0;
    },
    /** Counts the answer for this version; an earlier one of the same person goes. */
    async saveAnswer(month: Month, { member, version, at }: PlanAnswer): Promise<void> {
      await db
        .insertInto('topic_plan_answers')
        .values({ community_id: community, month, member_id: member, version, answered_at: at })
        .onConflict((conflict) => conflict.columns(['month', 'member_id']).doUpdateSet({ version, answered_at: at }))
        .execute();
    },
  };
}
