import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import type { Proposal, ProposalId } from '../types.js';
import { isProposalOf, selectProposals, toProposal } from './select.js';
import type { TopicsTables } from './tables.js';

const TABLES = ['topic_proposers', 'topic_anonymous_proposers'] as const;

/** Who proposed what. Those who did not want to be named are in a table of their own. */
export function proposerStore({ db: base, community }: Tx) {
  const db = base.withTables<TopicsTables>();
  return {
    async addProposer(proposal: ProposalId, member: MemberId, { anonymous, key }: { readonly anonymous: boolean; readonly key: string }) {
      await db
        .insertInto(anonymous ? 'topic_anonymous_proposers' : 'topic_proposers')
        .values({ community_id: community, proposal_id: proposal, member_id: member, answer_key: key })
        .execute();
    },
    /** The member's own proposals, the newest first. */
    async ownProposals(member: MemberId): Promise<readonly Proposal[]> {
      const rows = await selectProposals(db, community).where(isProposalOf(db, member)).orderBy('proposal.id', 'desc').execute();
      return rows.map(toProposal);
    },
    /** Who is answered about a proposal, with the key that stands for them in deliveries. */
    async answered(proposal: ProposalId): Promise<{ readonly member: MemberId; readonly key: string } | undefined> {
      for (const table of TABLES) {
        const row = await db
          .selectFrom(table)
          .select(['member_id', 'answer_key'])
          .where('community_id', '=', community)
          .where('proposal_id', '=', proposal)
          .executeTakeFirst();
        if (row) return { member: row.member_id, key: row.answer_key };
      }
      return undefined;
    },
    /** The proposal that a key stands for. */
    async proposalOfKey(key: string): Promise<Proposal | undefined> {
      const row = await selectProposals(db, community)
        .where('proposal.id', 'in', ({ selectFrom }) =>
          selectFrom('topic_proposers')
            .select('proposal_id')
            .where('answer_key', '=', key)
            .unionAll(selectFrom('topic_anonymous_proposers').select('proposal_id').where('answer_key', '=', key)),
        )
        .executeTakeFirst();
      return row && toProposal(row);
    },
    /** The proposal stays without this proposer. */
    async removeProposer(proposal: ProposalId): Promise<void> {
      for (const table of TABLES) {
        await db.deleteFrom(table).where('community_id', '=', community).where('proposal_id', '=', proposal).execute();
      }
    },
  };
}
