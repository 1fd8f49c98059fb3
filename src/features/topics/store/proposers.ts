import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { flag } from '../../../sql/columns.js';
import { allAs, firstAs, insertRow, updateRows } from '../../../sql/rows.js';
import type { Proposal, ProposalId } from '../types.js';
import { isProposalOf, selectProposals, toProposal } from './select.js';
import type { TopicsTables } from './tables.js';
import { textColumns } from './texts.js';

const TABLES = ['topic_proposers', 'topic_anonymous_proposers'] as const;

/** Who is answered about a proposal, with the key that stands for them in deliveries. */
export interface Answered {
  readonly member: MemberId;
  readonly key: string;
}

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
      return allAs(selectProposals(db, community).where(isProposalOf(db, member)).orderBy('proposal.id', 'desc'), toProposal);
    },
    /** Who is answered about a proposal, with the key that stands for them in deliveries. */
    async answered(proposal: ProposalId): Promise<Answered | undefined> {
      const proposersIn = (table: (typeof TABLES)[number]) =>
        db.selectFrom(table).select(['member_id', 'answer_key']).where('community_id', '=', community).where('proposal_id', '=', proposal);
      const row = await proposersIn('topic_proposers').unionAll(proposersIn('topic_anonymous_proposers')).executeTakeFirst();
      return row && { member: row.member_id, key: row.answer_key };
    },
    /** The proposal that a key stands for. */
    async proposalOfKey(key: string): Promise<Proposal | undefined> {
      return firstAs(
        selectProposals(db, community).where('proposal.id', 'in', ({ selectFrom }) =>
          selectFrom('topic_proposers')
            .select('proposal_id')
            .where('answer_key', '=', key)
            .unionAll(selectFrom('topic_anonymous_proposers').select('proposal_id').where('answer_key', '=', key)),
        ),
        toProposal,
      );
    },
    /** The proposal stays without this proposer, who is left a withdrawn one without words that counts for how many they may send. */
    async leaveToOthers({ id, anonymous, proposedAt, sector, language }: Proposal): Promise<void> {
      const place = { db, community };
      const empty = textColumns({ title: '', question: '', why: '', resources: [], sector, language });
      const row = { state: 'withdrawn', anonymous: flag(anonymous), proposed_at: proposedAt, ...empty } as const;
      const left = await insertRow(place, 'topic_proposals', row);
      for (const table of TABLES) await updateRows(place, table, { proposal_id: left }, { proposal_id: id });
    },
  };
}
