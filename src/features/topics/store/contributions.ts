import type { Selectable } from 'kysely';
import type { Tx } from '../../../core/transaction.js';
import type { ConversationRef, KnownPost, MessageRef } from '../../../ports/chat.js';
import { flag } from '../../../sql/columns.js';
import { allAs, findRows, firstAs } from '../../../sql/rows.js';
import type { Contribution, ContributionId, TopicId } from '../types.js';
import type { TopicsTables } from './tables.js';

/** The columns that a contribution is read from, where a query names them. */
export const CONTRIBUTION = [
  'id',
  'topic_id',
  'platform',
  'space',
  'conversation',
  'message',
  'member_id',
  'organisation_id',
  'language',
  'shared',
  'words',
  'written_at',
  'edited_at',
  'deleted_at',
  'is_question',
  'question_answered_at',
  'hidden_at',
] as const satisfies readonly (keyof TopicsTables['topic_contributions'])[];

type Row<C extends keyof TopicsTables['topic_contributions']> = Pick<Selectable<TopicsTables['topic_contributions']>, C>;

/** The columns that what a contribution says, and when, is read from. */
export const WRITTEN = ['topic_id', 'language', 'shared', 'words', 'written_at', 'edited_at', 'deleted_at', 'hidden_at'] as const;

export const toWritten = (row: Row<(typeof WRITTEN)[number]>) => ({
  topic: row.topic_id,
  language: row.language,
  shared: row.shared === 1,
  words: row.words,
  writtenAt: row.written_at,
  editedAt: row.edited_at,
  deletedAt: row.deleted_at,
  hiddenAt: row.hidden_at,
});

export function toContribution(row: Row<(typeof CONTRIBUTION)[number]>): Contribution {
  const { platform, space, conversation } = row;
  return {
    ...toWritten(row),
    id: row.id,
    member: row.member_id,
    organisation: row.organisation_id,
    message: { conversation: { platform, space, id: conversation, kind: 'thread' }, id: row.message },
    isQuestion: row.is_question === 1,
    questionAnsweredAt: row.question_answered_at,
  };
}

/** What is written in the threads of topics. */
export function contributionStore({ db: base, community }: Tx) {
  const db = base.withTables<TopicsTables>();
  const select = () => db.selectFrom('topic_contributions').selectAll().where('community_id', '=', community);
  return {
    /** Writes a contribution. One with the same message is there once: `undefined` if it is known. */
    async insertContribution(
      written: Omit<Contribution, 'id' | 'editedAt' | 'deletedAt' | 'questionAnsweredAt' | 'hiddenAt'>,
    ): Promise<ContributionId | undefined> {
      const { conversation, id: message } = written.message;
      const row = await db
        .insertInto('topic_contributions')
        .values({
          community_id: community,
          topic_id: written.topic,
          platform: conversation.platform,
          space: conversation.space,
          conversation: conversation.id,
          message,
          member_id: written.member,
          organisation_id: written.organisation,
          language: written.language,
          shared: flag(written.shared),
          words: written.words,
          is_question: flag(written.isQuestion),
          written_at: written.writtenAt,
        })
        .onConflict((conflict) => conflict.columns(['community_id', 'platform', 'space', 'conversation', 'message']).doNothing())
        .returning('id')
        .executeTakeFirst();
      return row?.id;
    },
    async contribution(id: ContributionId): Promise<Contribution | undefined> {
      return firstAs(select().where('id', '=', id), toContribution);
    },
    async contributionAt({ conversation, id }: MessageRef): Promise<Contribution | undefined> {
      return firstAs(
        select()
          .where('platform', '=', conversation.platform)
          .where('space', '=', conversation.space)
          .where('conversation', '=', conversation.id)
          .where('message', '=', id),
        toContribution,
      );
    },
    /** What is known of the messages in a thread of the topic. */
    async knownIn(topic: TopicId, { platform, space, id }: ConversationRef): Promise<readonly KnownPost[]> {
      const rows = await findRows(
        { db, community },
        'topic_contributions',
        ['message', 'written_at', 'edited_at', 'deleted_at', 'hidden_at'],
        { topic_id: topic, platform, space, conversation: id },
      );
      return rows.map((row) => ({
        id: row.message,
        at: row.edited_at ?? row.written_at,
        isGone: row.deleted_at !== null || row.hidden_at !== null,
      }));
    },
    /** The newest that can be read in a topic's threads, the newest first. */
    async recentContributions(topic: TopicId, limit: number): Promise<readonly Contribution[]> {
      return allAs(
        select()
          .where('topic_id', '=', topic)
          .where('deleted_at', 'is', null)
          .where('hidden_at', 'is', null)
          .orderBy('written_at', 'desc')
          .orderBy('id', 'desc')
          .limit(limit),
        toContribution,
      );
    },
    /** In the order in which they were written. */
    async contributionsOf(topic: TopicId): Promise<readonly Contribution[]> {
      return allAs(select().where('topic_id', '=', topic).orderBy('written_at').orderBy('id'), toContribution);
    },
  };
}
