import { type Kysely, sql } from 'kysely';
import type { CommunityId, MemberId } from '../../../core/ids.js';
import { lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { preparedRows } from '../../../sql/prepared.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { removeRows, updateRows } from '../../../sql/rows.js';
import { placeIn } from '../../../sql/tables.js';
import { readWhy, type WhyHidden, writeWhy } from '../rules/hidden.js';
import type { ContributionId, Mark, MarkedContribution, ReportState, TopicId } from '../types.js';
import { toContribution } from './contributions.js';
import type { TopicsTables } from './tables.js';

/** What organisers have to know of a reported contribution. */
interface Reported {
  readonly counts: Readonly<Record<ReportState, number>>;
  readonly isHidden: boolean;
  readonly hiddenBy: MemberId | null;
  readonly why: WhyHidden;
  readonly isStopped: boolean;
}

const markedUnanswered = preparedRows<{ community: CommunityId; member: MemberId }>()((db: Kysely<TopicsTables>, argument) =>
  db
    .selectFrom('topic_marks as mark')
    .innerJoin('topic_contributions as contribution', 'contribution.id', 'mark.contribution_id')
    .leftJoin('topic_consents as consent', 'consent.member_id', 'contribution.member_id')
    .select(['contribution.topic_id', 'contribution.written_at', 'mark.mark', 'mark.marked_at', 'consent.asked_at'])
    .where('contribution.community_id', '=', argument('community'))
    .where('contribution.member_id', '=', argument('member'))
    .whereRef('mark.member_id', '!=', 'contribution.member_id')
    .where('contribution.deleted_at', 'is', null)
    .where('contribution.hidden_at', 'is', null)
    .where('consent.share', 'is', null)
    .where(({ or, eb }) => or([eb('consent.stopped', 'is', null), eb('consent.stopped', '=', 0)]))
    .orderBy('mark.marked_at', 'desc')
    .orderBy('contribution.id', 'desc')
    .limit(1),
);

/** What members say about contributions: lessons, challenges, recommendations, answered questions, reports. */
export function markStore(tx: Tx) {
  const { db, community } = placeIn<TopicsTables>(tx);
  const change = (id: ContributionId) => db.updateTable('topic_contributions').where('community_id', '=', community).where('id', '=', id);
  return {
    /** Marks a contribution; repeating it changes nothing. */
    async addMark(contribution: ContributionId, member: MemberId, mark: Mark, at: Instant): Promise<void> {
      await db
        .insertInto('topic_marks')
        .values({ community_id: community, contribution_id: contribution, member_id: member, mark, marked_at: at })
        .onConflict((conflict) => conflict.columns(['contribution_id', 'member_id', 'mark']).doNothing())
        .execute();
    },
    async removeMark(contribution: ContributionId, member: MemberId, mark: Mark): Promise<void> {
      await removeRows({ db, community }, 'topic_marks', { contribution_id: contribution, member_id: member, mark });
    },
    marksOf(contribution: ContributionId): Promise<readonly { readonly member: MemberId; readonly mark: Mark }[]> {
      return db
        .selectFrom('topic_marks')
        .select(['member_id as member', 'mark'])
        .where('community_id', '=', community)
        .where('contribution_id', '=', contribution)
        .execute();
    },
    /** What was marked in a topic and can still be read, in the order in which it was written. */
    async markedContributions(topic: TopicId): Promise<readonly MarkedContribution[]> {
      const counted = (mark: Mark) => sql<number | string>`sum(case when mark.mark = ${mark} then 1 else 0 end)`;
      const rows = await db
        .selectFrom('topic_contributions as contribution')
        .innerJoin('topic_marks as mark', 'mark.contribution_id', 'contribution.id')
        .selectAll('contribution')
        .select([counted('lesson').as('lessons'), counted('challenge').as('challenges'), counted('recommendation').as('recommendations')])
        .where('contribution.community_id', '=', community)
        .where('contribution.topic_id', '=', topic)
        .where('contribution.deleted_at', 'is', null)
        .where('contribution.hidden_at', 'is', null)
        .groupBy('contribution.id')
        .orderBy('contribution.written_at')
        .orderBy('contribution.id')
        .execute();
      return rows.map((row) => ({
        ...toContribution(row),
        marks: { lesson: Number(row.lessons), challenge: Number(row.challenges), recommendation: Number(row.recommendations) },
      }));
    },
    /**
     * What the member wrote last that others marked, while they have not said whether it may be told elsewhere. `askedAt`: when they
     * were last asked.
     */
    markedWithoutAnswer(member: MemberId) {
      return lookup(
        markedUnanswered({ db, traits: tx.traits }, { community, member }),
        ([row]) =>
          row && { topic: row.topic_id, writtenAt: row.written_at, mark: row.mark, markedAt: row.marked_at, askedAt: row.asked_at },
      );
    },
    /** `at` null: the question is open again. */
    async setQuestionAnswered(id: ContributionId, at: Instant | null): Promise<void> {
      await change(id).set({ is_question: 1, question_answered_at: at }).execute();
    },
    /** Hides a contribution; returns false if it is hidden already. */
    async hide(id: ContributionId, { by, at, ...why }: WhyHidden & { readonly by: MemberId; readonly at: Instant }) {
      const { numUpdatedRows } = await change(id)
        .set({ hidden_at: at, hidden_by: by, hidden_reason: writeWhy(why) })
        .where('hidden_at', 'is', null)
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows) > 0;
    },
    /** Returns whether the member had not reported it before. */
    async addReport(contribution: ContributionId, member: MemberId, at: Instant): Promise<boolean> {
      const added = await db
        .insertInto('topic_reports')
        .values({ community_id: community, contribution_id: contribution, member_id: member, state: 'open', reported_at: at })
        .onConflict((conflict) => conflict.columns(['contribution_id', 'member_id']).doNothing())
        .returning('member_id')
        .executeTakeFirst();
      return added !== undefined;
    },
    /** Reported contributions that the member wrote or hid. */
    async reportsNaming(member: MemberId): Promise<readonly ContributionId[]> {
      const rows = await db
        .selectFrom('topic_contributions')
        .select('id')
        .where('community_id', '=', community)
        .where(({ eb, or }) => or([eb('member_id', '=', member), eb('hidden_by', '=', member)]))
        .where('id', 'in', ({ selectFrom }) => selectFrom('topic_reports').select('contribution_id'))
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => id);
    },
    /**
     * How many reported a contribution, by what became of it; who they are stays in the table. Besides, who hid it and why, and whether
     * its author's words are shown in other places.
     */
    async reportsOf(contribution: ContributionId): Promise<Reported> {
      const { reports, contributions } = await readInOneStatement(tx, {
        reports: db
          .selectFrom('topic_reports')
          .select(['state', ({ fn }) => fn.countAll<number | string>().as('count')])
          .where('community_id', '=', community)
          .where('contribution_id', '=', contribution)
          .groupBy('state'),
        contributions: db
          .selectFrom('topic_contributions as contribution')
          .leftJoin('topic_consents as consent', 'consent.member_id', 'contribution.member_id')
          .select(['contribution.hidden_at', 'contribution.hidden_by', 'contribution.hidden_reason', 'consent.stopped'])
          .where('contribution.community_id', '=', community)
          .where('contribution.id', '=', contribution),
      });
      const counts = Object.fromEntries(reports.map(({ state, count }) => [state, Number(count)]));
      const [row] = contributions;
      return {
        counts: { open: 0, hidden: 0, kept: 0, ...counts },
        isHidden: row !== undefined && row.hidden_at !== null,
        hiddenBy: row?.hidden_by ?? null,
        why: readWhy(row?.hidden_reason ?? ''),
        isStopped: row?.stopped === 1,
      };
    },
    async decideReports(contribution: ContributionId, state: Exclude<ReportState, 'open'>): Promise<void> {
      await updateRows({ db, community }, 'topic_reports', { state }, { contribution_id: contribution, state: 'open' });
    },
  };
}
