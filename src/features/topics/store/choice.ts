import { type Kysely, sql } from 'kysely';
import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { findRows, updateRows } from '../../../sql/rows.js';
import type { HeldTopic } from '../rules/choice-types.js';
import type { Month } from '../rules/month.js';
import type { Proposal, ProposalId, TemplateId } from '../types.js';
import { selectProposals, toProposal } from './select.js';
import type { TopicsTables } from './tables.js';

/** A proposal that can be planned, with the organisation of each supporter who is still here. */
interface Plannable {
  readonly id: ProposalId;
  readonly sector: string;
  readonly since: Instant;
  readonly mergedInto: ProposalId | null;
  readonly supporters: readonly (OrganisationId | null)[];
}

/** Whether no topic that is planned or was held is about a proposal. */
function isInNoPlan(db: Kysely<TopicsTables>) {
  const held = db.selectFrom('topics').select('id').where('state', '!=', 'skipped');
  return sql<boolean>`not exists ${held.where('proposal_id', '=', sql.ref<ProposalId>('proposal.id'))}`;
}

/** What a month's topics are chosen from. */
export function choiceStore({ db: base, community }: Tx) {
  const db = base.withTables<TopicsTables>();
  return {
    /** Open proposals that no plan has, and what was merged into others. */
    async plannable(): Promise<readonly Plannable[]> {
      const proposals = await db
        .selectFrom('topic_proposals as proposal')
        .select(['proposal.id', 'proposal.sector', 'proposal.proposed_at', 'proposal.merged_into'])
        .where('proposal.community_id', '=', community)
        .where('proposal.state', 'in', ['open', 'merged'])
        .where(isInNoPlan(db))
        .orderBy('proposal.id')
        .execute();
      const supports = await db
        .selectFrom('topic_supports')
        .innerJoin('topic_proposals as proposal', 'proposal.id', 'topic_supports.proposal_id')
        .select(['topic_supports.proposal_id', 'topic_supports.organisation_id'])
        .where('topic_supports.community_id', '=', community)
        .where('topic_supports.present', '=', 1)
        .where('proposal.state', '=', 'open')
        .execute();
      const supporters = new Map<ProposalId, (OrganisationId | null)[]>();
      for (const { proposal_id, organisation_id } of supports) {
        const known = supporters.get(proposal_id);
        if (known) known.push(organisation_id);
        else supporters.set(proposal_id, [organisation_id]);
      }
      return proposals.map(({ id, sector, proposed_at, merged_into }) => ({
        id,
        sector,
        since: proposed_at,
        mergedInto: merged_into,
        supporters: supporters.get(id) ?? [],
      }));
    },
    /** Open proposals that no plan has, those of most organisations first. */
    async plannableFirst(limit: number): Promise<readonly Proposal[]> {
      const rows = await selectProposals(db, community)
        .where('proposal.state', '=', 'open')
        .where(isInNoPlan(db))
        .orderBy('organisations', 'desc')
        .orderBy('proposal.id')
        .limit(limit)
        .execute();
      return rows.map(toProposal);
    },
    async countPlannable(): Promise<number> {
      const row = await db
        .selectFrom('topic_proposals as proposal')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('proposal.community_id', '=', community)
        .where('proposal.state', '=', 'open')
        .where(isInNoPlan(db))
        .executeTakeFirst();
      return Number(row?.count ?? 0);
    },
    /** The sector and month of every topic that was not skipped. */
    async history(): Promise<readonly HeldTopic[]> {
      return db
        .selectFrom('topics')
        .select(['sector', 'month'])
        .where('community_id', '=', community)
        .where('state', '!=', 'skipped')
        .execute();
    },
    /** The last month that each entry of a list was planned for. */
    async lastHeld(): Promise<ReadonlyMap<TemplateId, Month>> {
      const rows = await db
        .selectFrom('topics')
        .select(({ fn }) => ['template_id', fn.max('month').as('month')])
        .where('community_id', '=', community)
        .where('state', '!=', 'skipped')
        .where('template_id', 'is not', null)
        .groupBy('template_id')
        .execute();
      return new Map(rows.flatMap(({ template_id, month }) => (template_id === null ? [] : [[template_id, month] as const])));
    },
    /** Whether the proposal was open and is planned from now on. */
    async markPlanned(id: ProposalId): Promise<boolean> {
      return (await updateRows({ db, community }, 'topic_proposals', { state: 'planned' }, { id, state: 'open' })) > 0;
    },
    /** Whether the proposal was planned and can be chosen again from now on. */
    async markOpenAgain(id: ProposalId): Promise<boolean> {
      return (await updateRows({ db, community }, 'topic_proposals', { state: 'open' }, { id, state: 'planned' })) > 0;
    },
    /** The proposals that were merged into it. */
    async mergedInto(id: ProposalId): Promise<readonly ProposalId[]> {
      const rows = await findRows({ db, community }, 'topic_proposals', ['id'], { merged_into: id });
      return rows.map((row) => row.id);
    },
    /** Those who support it and have not left. */
    async supportersOf(id: ProposalId): Promise<readonly MemberId[]> {
      const rows = await findRows({ db, community }, 'topic_supports', ['member_id'], { proposal_id: id, present: 1 }, 'member_id');
      return rows.map(({ member_id }) => member_id);
    },
  };
}
