import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { strings } from '../../../sql/columns.js';
import { titleIn } from '../text-of.js';
import type { TopicsTables } from './tables.js';
import { topicTextsColumn } from './topics.js';

/** What a member marked, reported, asked, voted for and follows. */
export function marksQueries({ db: base, community }: Pick<Tx, 'db' | 'community'>, member: MemberId) {
  const db = base.withTables<TopicsTables>();
  return {
    marks: db
      .selectFrom('topic_marks as mark')
      .innerJoin('topic_contributions as contribution', 'contribution.id', 'mark.contribution_id')
      .innerJoin('topics as topic', 'topic.id', 'contribution.topic_id')
      .select(['topic.texts', 'topic.language', 'mark.mark', 'mark.marked_at as at'])
      .where('mark.community_id', '=', community)
      .where('mark.member_id', '=', member)
      .orderBy('mark.marked_at')
      .orderBy('mark.contribution_id')
      .orderBy('mark.mark'),
    reports: db
      .selectFrom('topic_reports as report')
      .innerJoin('topic_contributions as contribution', 'contribution.id', 'report.contribution_id')
      .innerJoin('topics as topic', 'topic.id', 'contribution.topic_id')
      .select(['topic.texts', 'topic.language', 'report.state', 'report.reported_at as at'])
      .where('report.community_id', '=', community)
      .where('report.member_id', '=', member)
      .orderBy('report.reported_at')
      .orderBy('report.contribution_id'),
    polls: db
      .selectFrom('topic_polls as poll')
      .innerJoin('topics as topic', 'topic.id', 'poll.topic_id')
      .select(['topic.texts', 'topic.language', 'poll.question', 'poll.options', 'poll.opened_at as at'])
      .where('poll.community_id', '=', community)
      .where('poll.member_id', '=', member)
      .orderBy('poll.id'),
    votes: db
      .selectFrom('topic_votes as vote')
      .innerJoin('topic_polls as poll', 'poll.id', 'vote.poll_id')
      .innerJoin('topics as topic', 'topic.id', 'poll.topic_id')
      .select(['topic.texts', 'topic.language', 'poll.question', 'poll.options', 'vote.choice'])
      .where('vote.community_id', '=', community)
      .where('vote.member_id', '=', member)
      .orderBy('poll.id')
      .orderBy('vote.choice'),
    follows: db
      .selectFrom('topic_follows as follow')
      .innerJoin('topics as topic', 'topic.id', 'follow.topic_id')
      .select(['topic.texts', 'topic.language', 'follow.follows', 'follow.since as at'])
      .where('follow.community_id', '=', community)
      .where('follow.member_id', '=', member)
      .orderBy('follow.topic_id'),
    sectors: db
      .selectFrom('topic_sector_follows')
      .select(['sector', 'since as at'])
      .where('community_id', '=', community)
      .where('member_id', '=', member)
      .orderBy('sector'),
    digests: db.selectFrom('topic_digests').select('since').where('community_id', '=', community).where('member_id', '=', member),
  };
}

type Rows = {
  readonly [K in keyof ReturnType<typeof marksQueries>]: Readonly<Awaited<ReturnType<ReturnType<typeof marksQueries>[K]['execute']>>>;
};

/** What was read by them. */
export function toMarksOfMember(rows: Rows) {
  const topicOf = ({ texts, language }: Pick<(typeof rows.marks)[number], 'texts' | 'language'>) =>
    titleIn({ texts: topicTextsColumn.read(texts), language }, language);
  return {
    marks: rows.marks.map((row) => ({ topic: topicOf(row), mark: row.mark, at: row.at })),
    reports: rows.reports.map((row) => ({ topic: topicOf(row), state: row.state, at: row.at })),
    polls: rows.polls.map((row) => ({ topic: topicOf(row), question: row.question, options: strings(row.options), at: row.at })),
    votes: rows.votes.map((row) => ({ topic: topicOf(row), question: row.question, choice: strings(row.options)[row.choice] ?? '' })),
    follows: rows.follows.map((row) => ({ topic: topicOf(row), follows: row.follows === 1, at: row.at })),
    sectors: rows.sectors,
    digest: rows.digests[0]?.since,
  };
}
