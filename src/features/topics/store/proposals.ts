import { sql } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import { known, type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { flag, isOf } from '../../../sql/columns.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { firstAs, hasRow, insertRow, removeRows, updateRows } from '../../../sql/rows.js';
import type { Proposal, ProposalId, ProposalText, Reviewed } from '../types.js';
import { isProposalOf, ownIds, selectNamed, selectProposals, toProposal } from './select.js';
import type { TopicsTables } from './tables.js';
import { originalColumn, textColumns } from './texts.js';

/** What is read of every open proposal, to compare texts and to search them. */
export type OpenText = Pick<Proposal, 'id' | 'title' | 'question' | 'sector'>;

/** How many open proposals are searched: more than any community has. */
const SEARCHED_MAX = 10_000;

export function proposalStore(tx: Tx) {
  const { community, traits } = tx;
  const db = tx.db.withTables<TopicsTables>();
  const select = () => selectProposals(db, community);
  const one = (id: ProposalId) => db.updateTable('topic_proposals').where('community_id', '=', community).where('id', '=', id);
  const changed = ({ numUpdatedRows }: { readonly numUpdatedRows: bigint }) => numUpdatedRows > 0n;
  /** Changes an open proposal whose version is still the one that the reader saw. */
  const change = async ({ id, version }: Reviewed, set: (query: ReturnType<typeof one>) => ReturnType<typeof one>): Promise<boolean> =>
    changed(
      await set(one(id))
        .set(({ eb, ref }) => ({ version: eb(ref('version'), '+', 1) }))
        .where('state', '=', 'open')
        .where('version', '=', version)
        .executeTakeFirstOrThrow(),
    );
  const many = (ids: readonly ProposalId[]): Lookup<readonly Proposal[]> => {
    if (ids.length === 0) return known([]);
    const found = selectProposals(db)
      .where(isOf(community, 'proposal.community_id'))
      .where(traits.isOneOf('proposal.id', ids))
      .orderBy('proposal.id', 'desc');
    return lookup(found, (rows) => rows.map(toProposal));
  };
  const page = async (queued: boolean, { offset, limit }: { readonly offset: number; readonly limit: number }) => {
    const { proposals, total } = await readInOneStatement(tx, {
      proposals: select()
        .where('proposal.state', '=', 'open')
        .$if(queued, (query) => query.where('proposal.reviewed', '=', 0))
        .orderBy('proposal.id', queued ? 'asc' : 'desc')
        .offset(offset)
        .limit(limit),
      total: db
        .selectFrom('topic_proposals')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('community_id', '=', community)
        .where('state', '=', 'open')
        .$if(queued, (query) => query.where('reviewed', '=', 0)),
    });
    return { proposals: proposals.map(toProposal), total: total[0]?.count ?? 0 };
  };

  return {
    insert(text: ProposalText, { anonymous, at }: { readonly anonymous: boolean; readonly at: Instant }): Promise<ProposalId> {
      const columns = { state: 'open', anonymous: flag(anonymous), proposed_at: at, ...textColumns(text) } as const;
      return insertRow({ db, community }, 'topic_proposals', columns);
    },
    async find(id: ProposalId): Promise<Proposal | undefined> {
      return firstAs(select().where('proposal.id', '=', id), toProposal);
    },
    /** Those that exist, the newest first. */
    findMany: (ids: readonly ProposalId[]): Promise<readonly Proposal[]> => tx.find(many(ids)),
    /** The same, looked for with other things. */
    lookForMany: many,
    /** A proposal with the members who are named as its proposers, and what `member` has to do with it. */
    async view(id: ProposalId, member: MemberId) {
      const { proposals, named, own, supports } = await readInOneStatement(tx, {
        proposals: select().where('proposal.id', '=', id),
        named: selectNamed(db, community, id),
        own: db
          .selectFrom('topic_proposals as proposal')
          .select('proposal.id')
          .where('proposal.community_id', '=', community)
          .where(({ eb, or }) => or([eb('proposal.id', '=', id), eb('proposal.merged_into', '=', id)]))
          .where(isProposalOf(db, member)),
        supports: db
          .selectFrom('topic_supports')
          .select('facilitates')
          .where('community_id', '=', community)
          .where('proposal_id', '=', id)
          .where('member_id', '=', member),
      });
      const [proposal] = proposals.map(toProposal);
      const relation = {
        own: own.some((one) => one.id === id),
        proposed: own.length > 0,
        supports: supports.length > 0,
        facilitates: supports[0]?.facilitates === 1,
      };
      return proposal && { proposal, named: named.map(({ member_id }) => member_id), relation };
    },
    /** Open proposals, the newest first. */
    openPage: (range: { readonly offset: number; readonly limit: number }) => page(false, range),
    /** Open proposals that nobody has reviewed, the oldest first. */
    queue: (range: { readonly offset: number; readonly limit: number }) => page(true, range),
    /** The texts of open proposals, the newest first. */
    async openTexts(limit = SEARCHED_MAX): Promise<readonly OpenText[]> {
      return db
        .selectFrom('topic_proposals')
        .select(['id', 'title', 'question', 'sector'])
        .where('community_id', '=', community)
        .where('state', '=', 'open')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
    },
    /** The same, with whether the member proposed it or something that was merged into it. */
    async openTextsFor(member: MemberId, limit: number): Promise<readonly (OpenText & { readonly proposed: boolean })[]> {
      const own = ownIds(db, member);
      const rows = await db
        .selectFrom('topic_proposals as proposal')
        .select(['proposal.id', 'proposal.title', 'proposal.question', 'proposal.sector'])
        .select(
          sql<number>`case when proposal.id in (${own}) or exists (
            select 1 from topic_proposals part where part.merged_into = proposal.id and part.id in (${own})
          ) then 1 else 0 end`.as('proposed'),
        )
        .where('proposal.community_id', '=', community)
        .where('proposal.state', '=', 'open')
        .orderBy('proposal.id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ proposed, ...text }) => ({ ...text, proposed: proposed === 1 }));
    },
    /** When the member sent proposals since `from`, and whether with their name; the oldest first. */
    async sentSince(member: MemberId, from: Instant): Promise<readonly Pick<Proposal, 'proposedAt' | 'anonymous'>[]> {
      const rows = await db
        .selectFrom('topic_proposals')
        .select(['proposed_at', 'anonymous'])
        .where('community_id', '=', community)
        .where('id', 'in', ownIds(db, member))
        .where('proposed_at', '>', from)
        .orderBy('proposed_at')
        .execute();
      return rows.map(({ proposed_at, anonymous }) => ({ proposedAt: proposed_at, anonymous: anonymous === 1 }));
    },
    /** Replaces the texts; what the organisers had changed is forgotten with it. */
    rewrite: (seen: Reviewed, text: ProposalText) =>
      change(seen, (query) => query.set({ ...textColumns(text), edited_at: null, original: null, reviewed: 0 })),
    edit: (seen: Proposal, text: ProposalText, at: Instant) =>
      change(seen, (query) =>
        query.set({ ...textColumns(text), edited_at: at, original: originalColumn.write(seen.original ?? seen), reviewed: 1 }),
      ),
    keep: (seen: Reviewed) => change(seen, (query) => query.set({ reviewed: 1 })),
    decline: (seen: Reviewed, reason: string) => change(seen, (query) => query.set({ state: 'declined', reason, reviewed: 1 })),
    /** `seen` and what was merged into it before go on as part of `into`. */
    async mergeInto(seen: Reviewed, into: ProposalId): Promise<boolean> {
      if (!(await change(seen, (query) => query.set({ state: 'merged', merged_into: into, reviewed: 1 })))) return false;
      await updateRows({ db, community }, 'topic_proposals', { merged_into: into }, { merged_into: seen.id });
      return true;
    },
    /** Whether the proposal is open, and stays as it is until the transaction ends. */
    async hold(id: ProposalId): Promise<boolean> {
      return changed(
        await one(id)
          .set(({ ref }) => ({ version: ref('version') }))
          .where('state', '=', 'open')
          .executeTakeFirstOrThrow(),
      );
    },
    /** Erases the texts. The row stays for a while, because it counts for how many its member may send. */
    async withdraw(id: ProposalId): Promise<void> {
      const nothing = { title: '', question: '', why: '', resources: '[]', original: null, edited_at: null, reason: null };
      await one(id)
        .set({ ...nothing, state: 'withdrawn', merged_into: null })
        .execute();
      await removeRows({ db, community }, 'topic_supports', { proposal_id: id });
    },
    /** Whether proposals of others were merged into it. */
    hasMerged: (id: ProposalId): Promise<boolean> => hasRow({ db, community }, 'topic_proposals', { merged_into: id }),
    async remove(ids: readonly ProposalId[]): Promise<void> {
      for (const id of ids) {
        for (const table of ['topic_supports', 'topic_proposers', 'topic_anonymous_proposers'] as const) {
          await removeRows({ db, community }, table, { proposal_id: id });
        }
        await removeRows({ db, community }, 'topic_proposals', { id });
      }
    },
    async removeWithdrawnBefore(at: Instant): Promise<void> {
      await db
        .deleteFrom('topic_proposals')
        .where('community_id', '=', community)
        .where('state', '=', 'withdrawn')
        .where('proposed_at', '<', at)
        .execute();
    },
  };
}
