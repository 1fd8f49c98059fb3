import { sql } from 'kysely';
import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { flag, redirect } from '../../../sql/columns.js';
import { allAs, removeRows, updateRows } from '../../../sql/rows.js';
import type { Proposal, ProposalId, Support } from '../types.js';
import { selectProposals, toProposal } from './select.js';
import type { TopicsTables } from './tables.js';

export function supportStore({ db: base, community }: Tx) {
  const db = base.withTables<TopicsTables>();
  return {
    /** Adds a member's support; repeating it changes nothing. */
    async addSupport(proposal: ProposalId, { member, organisation, at }: Support): Promise<void> {
      await db
        .insertInto('topic_supports')
        .values({
          community_id: community,
          proposal_id: proposal,
          member_id: member,
          organisation_id: organisation,
          facilitates: 0,
          supported_at: at,
        })
        .onConflict((conflict) => conflict.columns(['proposal_id', 'member_id']).doNothing())
        .execute();
    },
    async removeSupport(proposal: ProposalId, member: MemberId): Promise<void> {
      await removeRows({ db, community }, 'topic_supports', { proposal_id: proposal, member_id: member });
    },
    async setFacilitates(proposal: ProposalId, member: MemberId, facilitates: boolean): Promise<void> {
      await updateRows(
        { db, community },
        'topic_supports',
        { facilitates: flag(facilitates) },
        { proposal_id: proposal, member_id: member },
      );
    },
    /** Supporters of both count once; who would facilitate either would facilitate the one that stays. */
    async moveSupports(from: ProposalId, into: ProposalId): Promise<void> {
      await sql`
        insert into topic_supports
          (community_id, proposal_id, member_id, organisation_id, facilitates, present, supported_at)
        select community_id, ${into}, member_id, organisation_id, facilitates, present, supported_at
        from topic_supports where community_id = ${community} and proposal_id = ${from}
        on conflict (proposal_id, member_id) do update set
          facilitates = case when excluded.facilitates = 1 then 1 else topic_supports.facilitates end`.execute(db);
      await removeRows({ db, community }, 'topic_supports', { proposal_id: from });
    },
    /** Open proposals that the member supports, the newest first. */
    async supportedBy(member: MemberId): Promise<readonly Proposal[]> {
      return allAs(
        selectProposals(db, community)
          .where('proposal.state', '=', 'open')
          .where('proposal.id', 'in', ({ selectFrom }) =>
            selectFrom('topic_supports').select('proposal_id').where('topic_supports.member_id', '=', member),
          )
          .orderBy('proposal.id', 'desc'),
        toProposal,
      );
    },
    /** Members who have left are not counted until they are back. */
    async setPresent(member: MemberId, present: boolean): Promise<void> {
      await updateRows({ db, community }, 'topic_supports', { present: flag(present) }, { member_id: member });
    },
    moveOrganisation: (from: OrganisationId, into: OrganisationId) =>
      redirect({ db, community }, 'topic_supports', 'organisation_id', { from, into }),
  };
}
