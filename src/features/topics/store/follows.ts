import { type ExpressionBuilder, sql } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { flag } from '../../../sql/columns.js';
import { allAs, findRows, hasRow, removeRows } from '../../../sql/rows.js';
import type { Contribution, Topic, TopicId } from '../types.js';
import { toContribution } from './contributions.js';
import { selectNamed } from './select.js';
import type { TopicsTables } from './tables.js';
import { toTopic } from './topics.js';

/** A span of time, without its end. */
interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** Who follows what, and who asked for the weekly digest. */
export function followStore({ db: base, community }: Tx) {
  const db = base.withTables<TopicsTables>();
  const topics = () => db.selectFrom('topics as topic').where('topic.community_id', '=', community);
  /** A member follows a topic by itself, or by its sector unless they unfollowed it. */
  const follows = (member: unknown) => sql<boolean>`(
    exists (select 1 from topic_follows own where own.topic_id = topic.id and own.member_id = ${member} and own.follows = 1)
    or (
      exists (select 1 from topic_sector_follows sector where sector.sector = topic.sector and sector.member_id = ${member})
      and not exists (select 1 from topic_follows own where own.topic_id = topic.id and own.member_id = ${member} and own.follows = 0)
    ))`;
  const isNew = ({ from, to }: Span) => sql<boolean>`
    contribution.written_at >= ${from} and contribution.written_at < ${to}
    and contribution.deleted_at is null and contribution.hidden_at is null`;
  /** It opened in the span, or somebody else wrote there. */
  const hasNews = (member: unknown, span: Span) => sql<boolean>`(
    (topic.opened_at >= ${span.from} and topic.opened_at < ${span.to})
    or exists (
      select 1 from topic_contributions contribution
      where contribution.topic_id = topic.id and ${isNew(span)}
      and (contribution.member_id is null or contribution.member_id != ${member})
    ))`;
  /** Those who had stopped following don't begin again. */
  const follow = async (topic: TopicId, members: readonly MemberId[], at: Instant): Promise<void> => {
    if (members.length === 0) return;
    await db
      .insertInto('topic_follows')
      .values(
        [...new Set(members)].map((member) => ({ community_id: community, topic_id: topic, member_id: member, follows: 1, since: at })),
      )
      .onConflict((conflict) => conflict.columns(['topic_id', 'member_id']).doNothing())
      .execute();
  };
  return {
    async setFollows(topic: TopicId, member: MemberId, isFollowing: boolean, at: Instant): Promise<void> {
      const columns = { follows: flag(isFollowing), since: at };
      await db
        .insertInto('topic_follows')
        .values({ community_id: community, topic_id: topic, member_id: member, ...columns })
        .onConflict((conflict) => conflict.columns(['topic_id', 'member_id']).doUpdateSet(columns))
        .execute();
    },
    /** Who takes part follows, unless they had stopped following. */
    followByPart: (topic: TopicId, member: MemberId, at: Instant): Promise<void> => follow(topic, [member], at),
    /**
     * Those who support a topic or are named as its proposers follow it, and those who lead it, unless they had stopped following. Who
     * proposed it without a name does not: the row would tell.
     */
    async followBySupporting({ id, proposal, facilitator, shadow }: Topic, at: Instant): Promise<void> {
      const leading = [facilitator, shadow].filter((member) => member !== null);
      await follow(id, leading, at);
      if (proposal === null) return;
      const supporting = await db.selectFrom('topic_supports').select('member_id').where('proposal_id', '=', proposal).execute();
      const named = await selectNamed(db, community, proposal).execute();
      await follow(
        id,
        [...supporting, ...named].map(({ member_id }) => member_id),
        at,
      );
    },
    /** The member follows these sectors and no others. */
    async saveSectors(member: MemberId, sectors: readonly string[], at: Instant): Promise<void> {
      await removeRows({ db, community }, 'topic_sector_follows', { member_id: member });
      if (sectors.length === 0) return;
      await db
        .insertInto('topic_sector_follows')
        .values(sectors.map((sector) => ({ community_id: community, member_id: member, sector, since: at })))
        .execute();
    },
    async sectorsOf(member: MemberId): Promise<readonly string[]> {
      const rows = await findRows({ db, community }, 'topic_sector_follows', ['sector'], { member_id: member }, 'sector');
      return rows.map(({ sector }) => sector);
    },
    /** Topics that the member follows by themselves and that are not over, the newest first. */
    async followedBy(member: MemberId): Promise<readonly Topic[]> {
      return allAs(
        topics()
          .selectAll('topic')
          .where('topic.state', 'in', ['planned', 'open'])
          .where(({ exists, selectFrom }) =>
            exists(
              selectFrom('topic_follows as follow')
                .select('follow.topic_id')
                .whereRef('follow.topic_id', '=', 'topic.id')
                .where('follow.member_id', '=', member)
                .where('follow.follows', '=', 1),
            ),
          )
          .orderBy('topic.opens_at', 'desc')
          .orderBy('topic.id', 'desc'),
        toTopic,
      );
    },
    /** Whether the member follows a topic, by itself or by its sector. */
    async isFollowing(id: TopicId, member: MemberId): Promise<boolean> {
      const row = await topics().select('topic.id').where('topic.id', '=', id).where(follows(member)).executeTakeFirst();
      return row !== undefined;
    },
    wantsDigest: (member: MemberId): Promise<boolean> => hasRow({ db, community }, 'topic_digests', { member_id: member }),
    async setDigest(member: MemberId, wanted: boolean, at: Instant): Promise<void> {
      if (!wanted) {
        await removeRows({ db, community }, 'topic_digests', { member_id: member });
        return;
      }
      await db
        .insertInto('topic_digests')
        .values({ community_id: community, member_id: member, since: at })
        .onConflict((conflict) => conflict.columns(['member_id']).doNothing())
        .execute();
    },
    /** Who asked for the digest and has something new to read in it. */
    async digestReaders(span: Span): Promise<readonly MemberId[]> {
      const rows = await db
        .selectFrom('topic_digests as digest')
        .select('digest.member_id')
        .where('digest.community_id', '=', community)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('topics as topic')
              .select('topic.id')
              .where('topic.community_id', '=', community)
              .where('topic.state', 'in', ['open', 'closed'])
              .where(follows(sql.ref('digest.member_id')))
              .where(hasNews(sql.ref('digest.member_id'), span)),
          ),
        )
        .orderBy('digest.member_id')
        .execute();
      return rows.map(({ member_id }) => member_id);
    },
    /** What a member's digest tells: topics that they follow, each with what others wrote there, in its order. */
    async newsFor(
      member: MemberId,
      span: Span,
      limit: number,
    ): Promise<readonly { readonly topic: Topic; readonly written: readonly Contribution[] }[]> {
      const told = await topics()
        .selectAll('topic')
        .where('topic.state', 'in', ['open', 'closed'])
        .where(follows(member))
        .where(hasNews(member, span))
        .orderBy('topic.opened_at', 'desc')
        .orderBy('topic.id', 'desc')
        .limit(limit)
        .execute();
      if (told.length === 0) return [];
      const ofOthers = ({ or, eb }: ExpressionBuilder<{ contribution: TopicsTables['topic_contributions'] }, 'contribution'>) =>
        or([eb('contribution.member_id', 'is', null), eb('contribution.member_id', '!=', member)]);
      const written = await db
        .selectFrom('topic_contributions as contribution')
        .selectAll('contribution')
        .where('contribution.community_id', '=', community)
        .where(
          'contribution.topic_id',
          'in',
          told.map(({ id }) => id),
        )
        .where(isNew(span))
        .where(ofOthers)
        .orderBy('contribution.written_at')
        .orderBy('contribution.id')
        .execute();
      return told.map((row) => ({
        topic: toTopic(row),
        written: written.filter(({ topic_id }) => topic_id === row.id).map(toContribution),
      }));
    },
  };
}
