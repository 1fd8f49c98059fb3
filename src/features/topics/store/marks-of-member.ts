import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { isMembers, strings } from '../../../sql/columns.js';
import { titleIn } from '../text-of.js';
import type { TopicsTables } from './tables.js';
import { topicTextsColumn } from './topics.js';

/** What a member marked, reported, asked, voted for and follows. */
export function marksQueries({ db: base, community }: Pick<Tx, 'db' | 'community'>, member: MemberId) {
  const db = base.withTables<TopicsTables>();
  const own = (table: string) => isMembers(community, member, table);
  const topics = db.selectFrom('topics as topic').select(['topic.texts', 'topic.language']);
  const contributions = topics.innerJoin('topic_contributions as contribution', 'contribution.topic_id', 'topic.id');
  const polls = topics.innerJoin('topic_polls as poll', 'poll.topic_id', 'topic.id').select(['poll.question', 'poll.options']);
  const votes = polls.innerJoin('topic_votes as vote', 'vote.poll_id', 'poll.id').select('vote.choice');
  return {
    marks: contributions
      .innerJoin('topic_marks as mark', 'mark.contribution_id', 'contribution.id')
      .select(['mark.mark', 'mark.marked_at as at'])
      .where(own('mark'))
      .orderBy('mark.marked_at')
      .orderBy('mark.contribution_id')
      .orderBy('mark.mark'),
    reports: contributions
      .innerJoin('topic_reports as report', 'report.contribution_id', 'contribution.id')
      .select(['report.state', 'report.reported_at as at'])
      .where(own('report'))
      .orderBy('report.reported_at')
      .orderBy('report.contribution_id'),
    polls: polls.select('poll.opened_at as at').where(own('poll')).orderBy('poll.id'),
    votes: votes.where(own('vote')).orderBy('poll.id').orderBy('vote.choice'),
    follows: topics
      .innerJoin('topic_follows as follow', 'follow.topic_id', 'topic.id')
      .select(['follow.follows', 'follow.since as at'])
      .where(own('follow'))
      .orderBy('follow.topic_id'),
    sectors: db.selectFrom('topic_sector_follows as sectors').select(['sector', 'since as at']).where(own('sectors')).orderBy('sector'),
    digests: db.selectFrom('topic_digests as digest').select('since').where(own('digest')),
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
