import { sql } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { flag, isMembers, redirect } from '../../../sql/columns.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { findRows, removeRows, updateRows } from '../../../sql/rows.js';
import { placeIn } from '../../../sql/tables.js';
import { titleIn } from '../text-of.js';
import type { Proposal, TopicId } from '../types.js';
import { discussedQueries, toDiscussed } from './discussed-by-member.js';
import { EARLIER, toEarlier } from './earlier-summaries.js';
import { marksQueries, toMarksOfMember } from './marks-of-member.js';
import { isProposalOf, selectProposals, toProposal } from './select.js';
import { RECOMMENDATION, SUMMARY, toRecommendation, toSummary } from './summaries.js';
import type { TopicsTables } from './tables.js';
import { textOf } from './texts.js';
import { topicTextsColumn } from './topics.js';

/** Everything of one member, in one statement. */
export async function everythingOf(tx: Tx, member: MemberId) {
  const { db, community } = placeIn<TopicsTables>(tx);
  const replaced = () => db.selectFrom('topic_earlier_summaries').where('community_id', '=', community).where('written_by', '=', member);
  const written = () => db.selectFrom('topic_summaries').where('community_id', '=', community).where('written_by', '=', member);
  const {
    proposals,
    supports,
    drafts,
    approved,
    volunteers,
    facilitations,
    summaries,
    recommendations,
    earlier,
    topics,
    consents,
    contributions,
    ...marks
  } = await readInOneStatement(tx, {
    ...marksQueries(tx, member),
    ...discussedQueries(tx, member),
    proposals: selectProposals(db, community).where(isProposalOf(db, member)).orderBy('proposal.id'),
    supports: db
      .selectFrom('topic_supports as support')
      .innerJoin('topic_proposals as proposal', 'proposal.id', 'support.proposal_id')
      .select(['proposal.id', 'proposal.title', 'support.facilitates', 'support.supported_at'])
      .where(isMembers(community, member, 'support'))
      .orderBy('proposal.id'),
    drafts: db
      .selectFrom('topic_drafts as draft')
      .select(['title', 'question', 'why', 'sector', 'language', 'resources'])
      .where(isMembers(community, member, 'draft')),
    approved: db
      .selectFrom('topic_plan_answers as answer')
      .select(['month', 'answered_at'])
      .where(isMembers(community, member, 'answer'))
      .orderBy('month'),
    volunteers: db
      .selectFrom('topic_volunteers as volunteer')
      .select(['learns', 'since'])
      .where(isMembers(community, member, 'volunteer')),
    facilitations: db
      .selectFrom('topic_facilitations as one')
      .innerJoin('topics as topic', 'topic.id', 'one.topic_id')
      .select(['topic.texts', 'topic.language', 'topic.opens_at', 'one.role', 'one.state', 'one.asked_at', 'one.answered_at'])
      .where(isMembers(community, member, 'one'))
      .orderBy('one.asked_at')
      .orderBy('topic.id'),
    summaries: written().select(SUMMARY).orderBy('topic_id'),
    recommendations: db
      .selectFrom('topic_recommendations')
      .select(RECOMMENDATION)
      .where('topic_id', 'in', written().select('topic_id'))
      .orderBy('position')
      .orderBy('id'),
    earlier: replaced().select(EARLIER).orderBy('id'),
    topics: db
      .selectFrom('topics')
      .select(['id', 'language', 'texts'])
      .where(({ or, eb }) => or([eb('id', 'in', written().select('topic_id')), eb('id', 'in', replaced().select('topic_id'))])),
  });
  const [volunteer] = volunteers;
  const aboutOf = (topic: TopicId) =>
    topics.filter(({ id }) => id === topic).map(({ language, texts }) => ({ language, texts: topicTextsColumn.read(texts) }))[0];
  return {
    proposals: proposals.map(toProposal),
    supports: supports.map((row) => ({ title: row.title, facilitates: row.facilitates === 1, at: row.supported_at })),
    drafts: drafts.map(textOf),
    marked: () => toMarksOfMember(marks),
    discussed: toDiscussed({ consents, contributions }),
    approved: approved.map(({ month, answered_at }) => ({ month, at: answered_at })),
    volunteer: volunteer && { learns: volunteer.learns === 1, since: volunteer.since },
    facilitations: facilitations.map((row) => ({
      title: titleIn({ texts: topicTextsColumn.read(row.texts), language: row.language }, row.language),
      opensAt: row.opens_at,
      role: row.role,
      state: row.state,
      askedAt: row.asked_at,
      answeredAt: row.answered_at,
    })),
    summaries: [
      ...earlier.map((row) => ({ ...toEarlier(row), about: aboutOf(row.topic_id) })),
      ...summaries.map(toSummary).map((summary) => ({
        ...summary,
        about: aboutOf(summary.topic),
        recommendations: recommendations.map(toRecommendation).filter(({ topic }) => topic === summary.topic),
      })),
    ],
  };
}

export type EverythingOf = Awaited<ReturnType<typeof everythingOf>>;

/** The member's own proposals, each with whether others have a part in it: then its text stays without them. */
export async function ownWithOthers(tx: Tx, member: MemberId): Promise<readonly (Proposal & { readonly shared: boolean })[]> {
  const { db, community } = placeIn<TopicsTables>(tx);
  const rows = await selectProposals(db, community)
    .where(isProposalOf(db, member))
    .select(({ selectFrom, fn }) => [
      selectFrom('topic_supports as other')
        .whereRef('other.proposal_id', '=', 'proposal.id')
        .where('other.member_id', '!=', member)
        .select(fn.countAll<number>().as('n'))
        .as('others'),
      selectFrom('topic_proposals as other_part')
        .whereRef('other_part.merged_into', '=', 'proposal.id')
        .select(fn.countAll<number>().as('n'))
        .as('parts'),
      selectFrom('topics as topic')
        .whereRef('topic.proposal_id', '=', 'proposal.id')
        .where('topic.state', '!=', 'skipped')
        .select(fn.countAll<number>().as('n'))
        .as('topics'),
    ])
    .execute();
  return rows.map((row) => ({ ...toProposal(row), shared: Number(row.others) + Number(row.parts) + Number(row.topics) > 0 }));
}

const PEOPLE = ['topic_proposers', 'topic_anonymous_proposers', 'topic_supports', 'topic_drafts'] as const;

/** Deletes every row that names the member. */
export async function eraseRows({ db: base, community }: Tx, member: MemberId): Promise<void> {
  const db = base.withTables<TopicsTables>();
  for (const table of PEOPLE) {
    await removeRows({ db, community }, table, { member_id: member });
  }
}

/** Two rows of one person become one: proposals are theirs, support counts once, and the newer draft stays. */
export async function mergeRows(tx: Tx, from: MemberId, into: MemberId): Promise<void> {
  const { db, community } = placeIn<TopicsTables>(tx);
  await redirect({ db, community }, 'topic_proposers', 'member_id', { from, into });
  await db
    .updateTable('topic_anonymous_proposers')
    .set({ member_id: into, joined_from: sql`coalesce(joined_from || ',', '') || ${sql.lit(String(from))}` })
    .where('community_id', '=', community)
    .where('member_id', '=', from)
    .execute();
  const supports = await findRows({ db, community }, 'topic_supports', ['proposal_id', 'member_id', 'facilitates', 'present'], {
    member_id: [from, into],
  });
  for (const theirs of supports.filter(({ member_id }) => member_id === from)) {
    const own = supports.find((one) => one.member_id === into && one.proposal_id === theirs.proposal_id);
    const moved = { proposal_id: theirs.proposal_id, member_id: from };
    if (own === undefined) {
      await updateRows({ db, community }, 'topic_supports', { member_id: into }, moved);
      continue;
    }
    await removeRows({ db, community }, 'topic_supports', moved);
    const both = {
      facilitates: flag(own.facilitates === 1 || theirs.facilitates === 1),
      present: flag(own.present === 1 || theirs.present === 1),
    };
    await updateRows({ db, community }, 'topic_supports', both, { ...moved, member_id: into });
  }
  await mergeDrafts(tx, from, into);
}

/** What was proposed without a name is again of whoever proposed it. No record of the merge holds that, so the rows tell it themselves. */
export async function partProposers(tx: Tx, stays: MemberId, parted: MemberId): Promise<void> {
  const place = placeIn<TopicsTables>(tx);
  const rows = await findRows(place, 'topic_anonymous_proposers', ['answer_key', 'joined_from'], { member_id: stays });
  for (const { answer_key, joined_from } of rows) {
    const before = joined_from?.split(',') ?? [];
    const at = before.indexOf(String(parted));
    if (at < 0) continue;
    const joined = before.slice(0, at).join(',') || null;
    await updateRows(place, 'topic_anonymous_proposers', { member_id: parted, joined_from: joined }, { answer_key });
  }
}

async function mergeDrafts({ db: base, community }: Tx, from: MemberId, into: MemberId): Promise<void> {
  const db = base.withTables<TopicsTables>();
  const drafts = await findRows({ db, community }, 'topic_drafts', ['member_id', 'saved_at'], { member_id: [from, into] }, 'saved_at');
  const kept = drafts.at(-1);
  for (const { member_id } of drafts.slice(0, -1)) await removeRows({ db, community }, 'topic_drafts', { member_id });
  if (kept?.member_id === from) await redirect({ db, community }, 'topic_drafts', 'member_id', { from, into });
}
