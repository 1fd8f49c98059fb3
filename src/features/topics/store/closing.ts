import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { placeIn } from '../../../sql/tables.js';
import type { Consent, Contribution, ContributionId, Mark, SharedFile, TopicId } from '../types.js';
import { CONTRIBUTION, toContribution } from './contributions.js';
import { filesColumn } from './discussions.js';
import type { TopicsTables } from './tables.js';

/** A contribution with what its author allows now; null where they were not asked, or are gone. */
export interface WrittenBy extends Contribution {
  readonly share: Consent['share'];
  readonly credit: Consent['credit'];
  readonly marks: readonly Mark[];
  readonly files: readonly SharedFile[];
}

/** Closing a topic, and what is read of its thread then. */
export function closingStore(tx: Tx) {
  const { db, community } = placeIn<TopicsTables>(tx);
  const one = (id: TopicId) => db.updateTable('topics').where('community_id', '=', community).where('id', '=', id);
  return {
    /** Closes an open topic. Returns false if somebody else has done so. */
    async setClosed(id: TopicId, at: Instant): Promise<boolean> {
      const { numUpdatedRows } = await one(id)
        .set({ state: 'closed', closed_at: at })
        .where('state', '=', 'open')
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
    /** Opens a closed topic again. Returns false if it was not closed. */
    async setReopened(id: TopicId, closesAt: Instant): Promise<boolean> {
      const { numUpdatedRows } = await one(id)
        .set({ state: 'open', closed_at: null, closes_at: closesAt })
        .where('state', '=', 'closed')
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
    /** What is in a topic's thread, in its order, without what is hidden or deleted, in one statement. */
    async thread(topic: TopicId): Promise<readonly WrittenBy[]> {
      const shown = db
        .selectFrom('topic_contributions')
        .where('community_id', '=', community)
        .where('topic_id', '=', topic)
        .where('hidden_at', 'is', null)
        .where('deleted_at', 'is', null);
      const read = await readInOneStatement(tx, {
        contributions: shown
          .select([...CONTRIBUTION, 'files'])
          .orderBy('written_at')
          .orderBy('id'),
        consents: db
          .selectFrom('topic_consents')
          .select(['member_id', 'share', 'credit'])
          .where('community_id', '=', community)
          .where('member_id', 'in', shown.select('member_id').where('member_id', 'is not', null)),
        marks: db
          .selectFrom('topic_marks')
          .select(['contribution_id', 'mark'])
          .where('community_id', '=', community)
          .where('contribution_id', 'in', shown.select('id'))
          .groupBy(['contribution_id', 'mark'])
          .orderBy('mark'),
      });
      const consents = new Map(read.consents.map((consent) => [consent.member_id, consent]));
      const marks = new Map<ContributionId, Mark[]>(read.contributions.map(({ id }) => [id, []]));
      for (const { contribution_id, mark } of read.marks) marks.get(contribution_id)?.push(mark);
      return read.contributions.map((row) => {
        const consent = row.member_id === null ? undefined : consents.get(row.member_id);
        return {
          ...toContribution(row),
          share: consent?.share ?? null,
          credit: consent?.credit ?? 'organisation',
          marks: marks.get(row.id) ?? [],
          files: row.files === null ? [] : filesColumn.read(row.files),
        };
      });
    },
    /** Who contributed to a topic and agreed that this is said, each once, in the order of their first contribution. */
    async thanked(
      topic: TopicId,
    ): Promise<readonly { readonly member: MemberId; readonly organisation: OrganisationId | null; readonly credit: Consent['credit'] }[]> {
      const rows = await db
        .selectFrom('topic_contributions as written')
        .innerJoin('topic_consents as consent', 'consent.member_id', 'written.member_id')
        .select(({ fn }) => [
          'consent.member_id',
          'consent.credit',
          fn.max('written.organisation_id').as('organisation_id'),
          fn.min('written.written_at').as('first'),
        ])
        .where('written.community_id', '=', community)
        .where('written.topic_id', '=', topic)
        .where('written.hidden_at', 'is', null)
        .where('written.deleted_at', 'is', null)
        .where('consent.share', '=', 'yes')
        .groupBy(['consent.member_id', 'consent.credit'])
        .orderBy('first')
        .orderBy('consent.member_id')
        .execute();
      return rows.map(({ member_id, organisation_id, credit }) => ({ member: member_id, organisation: organisation_id, credit }));
    },
  };
}
