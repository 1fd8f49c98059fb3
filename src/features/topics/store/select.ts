import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { CommunityId, MemberId } from '../../../core/ids.js';
import type { Proposal, ProposalId } from '../types.js';
import type { TopicsTables } from './tables.js';
import { originalColumn, textOf } from './texts.js';

/** Proposals with what is counted for each: supporters who are still here, and parts that nobody is named for. */
export function selectProposals(db: Kysely<TopicsTables>, community?: CommunityId) {
  const query = db
    .selectFrom('topic_proposals as proposal')
    .leftJoin('topics as held', (join) =>
      join
        .onRef('held.proposal_id', '=', ({ fn }) => fn.coalesce('proposal.merged_into', 'proposal.id'))
        .on('held.state', 'in', ['open', 'closed']),
    )
    .select([
      'proposal.id',
      'proposal.state',
      'proposal.version',
      'proposal.anonymous',
      'proposal.proposed_at',
      'proposal.reviewed',
      'proposal.edited_at',
      'proposal.original',
      'proposal.reason',
      'proposal.merged_into',
      'proposal.language',
      'proposal.sector',
      'proposal.title',
      'proposal.question',
      'proposal.why',
      'proposal.resources',
      'held.id as held_id',
      'held.month as held_month',
      'held.state as held_state',
    ])
    .select(({ selectFrom, fn }) => {
      const supports = selectFrom('topic_supports').whereRef('topic_supports.proposal_id', '=', 'proposal.id').where('present', '=', 1);
      return [
        supports.select(fn.countAll<number>().as('n')).as('supporters'),
        supports.select((own) => own.fn.count<number>('organisation_id').distinct().as('n')).as('organisations'),
        supports.where('facilitates', '=', 1).select(fn.countAll<number>().as('n')).as('facilitators'),
        selectFrom('topic_proposals as part')
          .whereRef('part.merged_into', '=', 'proposal.id')
          .where('part.anonymous', '=', 1)
          .select(fn.countAll<number>().as('n'))
          .as('unnamed_parts'),
        selectFrom('topic_proposals as part')
          .whereRef('part.merged_into', '=', 'proposal.id')
          .select(fn.countAll<number>().as('n'))
          .as('parts'),
      ];
    });
  return community === undefined ? query : query.where('proposal.community_id', '=', community);
}

export type ProposalRow = Awaited<ReturnType<ReturnType<typeof selectProposals>['executeTakeFirstOrThrow']>>;

export function toProposal(row: ProposalRow): Proposal {
  return {
    ...textOf(row),
    id: row.id,
    state: row.state,
    version: row.version,
    anonymous: row.anonymous === 1,
    proposedAt: row.proposed_at,
    reviewed: row.reviewed === 1,
    editedAt: row.edited_at,
    original: row.original === null ? null : originalColumn.read(row.original),
    reason: row.reason,
    mergedInto: row.merged_into,
    // PostgreSQL counts in bigint.
    supporters: Number(row.supporters),
    organisations: Number(row.organisations),
    facilitators: Number(row.facilitators),
    unnamed: Number(row.unnamed_parts) + row.anonymous,
    joined: Number(row.parts) > 0,
    discussed:
      row.held_id === null || row.held_month === null
        ? null
        : { topic: row.held_id, month: row.held_month, over: row.held_state === 'closed' },
  };
}

/** The members who are named as proposers of a proposal, or of what was merged into it. */
export function selectNamed(db: Kysely<TopicsTables>, community: CommunityId, id: ProposalId) {
  const isPart = ({ eb, or, selectFrom }: ExpressionBuilder<TopicsTables, 'topic_proposers'>) =>
    or([eb('proposal_id', '=', id), eb('proposal_id', 'in', selectFrom('topic_proposals').select('id').where('merged_into', '=', id))]);
  return db.selectFrom('topic_proposers').select('member_id').where('community_id', '=', community).where(isPart).orderBy('proposal_id');
}

/** The numbers of all proposals of a member, named or not. Only the member's own pages, export and erasure may ask. */
export function ownIds(db: Kysely<TopicsTables>, member: MemberId) {
  return db
    .selectFrom('topic_proposers')
    .select('proposal_id')
    .where('member_id', '=', member)
    .unionAll(db.selectFrom('topic_anonymous_proposers').select('proposal_id').where('member_id', '=', member));
}

export function isProposalOf(db: Kysely<TopicsTables>, member: MemberId) {
  return sql<boolean>`${sql.ref('proposal.id')} in (${ownIds(db, member)})`;
}
