import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { flag, json, strings } from '../../../sql/columns.js';
import { allAs, findRows, firstAs, insertRow, notIn, updateRows } from '../../../sql/rows.js';
import type { Poll, PollId, TopicId, Vote } from '../types.js';
import type { TopicsTables } from './tables.js';

const POLL = [
  'id',
  'topic_id as topic',
  'member_id as member',
  'language',
  'question',
  'options',
  'multiple',
  'anonymous',
  'opened_at as openedAt',
] as const;

/** Polls in the threads of topics. */
export function pollStore({ db: base, community }: Tx) {
  const db = base.withTables<TopicsTables>();
  const select = () => db.selectFrom('topic_polls').select(POLL).where('community_id', '=', community);
  const toPoll = ({ options, multiple, anonymous, ...row }: Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]): Poll => ({
    ...row,
    options: strings(options),
    multiple: multiple === 1,
    anonymous: anonymous === 1,
  });
  const votes = (poll: PollId, member: MemberId) =>
    db.deleteFrom('topic_votes').where('community_id', '=', community).where('poll_id', '=', poll).where('member_id', '=', member);
  const pollsWith = (member: MemberId) =>
    db
      .selectFrom('topic_polls')
      .select('id')
      .where('community_id', '=', community)
      .where('id', 'in', ({ selectFrom }) => selectFrom('topic_votes').select('poll_id').where('member_id', '=', member))
      .orderBy('id');
  return {
    insertPoll: ({ topic, member, language, question, options, multiple, anonymous, openedAt }: Omit<Poll, 'id'>): Promise<PollId> =>
      insertRow({ db, community }, 'topic_polls', {
        topic_id: topic,
        member_id: member,
        language,
        question,
        options: json(options),
        multiple: flag(multiple),
        anonymous: flag(anonymous),
        opened_at: openedAt,
      }),
    async poll(id: PollId): Promise<Poll | undefined> {
      return firstAs(select().where('id', '=', id), toPoll);
    },
    async pollsOf(topic: TopicId): Promise<readonly Poll[]> {
      return allAs(select().where('topic_id', '=', topic).orderBy('id'), toPoll);
    },
    /** Those of members who have not left. */
    votesOf(poll: PollId): Promise<readonly Vote[]> {
      return db
        .selectFrom('topic_votes')
        .select(['member_id as member', 'choice'])
        .where('community_id', '=', community)
        .where('poll_id', '=', poll)
        .where('present', '=', 1)
        .orderBy('member_id')
        .orderBy('choice')
        .execute();
    },
    /** The member's vote is these options, instead of an earlier one. */
    async saveVote(poll: PollId, member: MemberId, choices: readonly number[]): Promise<void> {
      await votes(poll, member)
        .$if(choices.length > 0, (query) => query.where('choice', 'not in', choices))
        .execute();
      if (choices.length === 0) return;
      await db
        .insertInto('topic_votes')
        .values(choices.map((choice) => ({ community_id: community, poll_id: poll, member_id: member, choice })))
        .onConflict((conflict) => conflict.columns(['poll_id', 'member_id', 'choice']).doNothing())
        .execute();
    },
    /** The member's polls in which nobody else voted. */
    async pollsOfOneself(member: MemberId): Promise<readonly Pick<Poll, 'id' | 'question' | 'options'>[]> {
      const others = db.selectFrom('topic_votes').select('poll_id').where('community_id', '=', community).where('member_id', '!=', member);
      const own = { member_id: member, id: notIn<PollId>(others) };
      const rows = await findRows({ db, community }, 'topic_polls', ['id', 'question', 'options'], own, 'id');
      return rows.map(({ id, question, options }) => ({ id, question, options: strings(options) }));
    },
    /** Erases what a poll asks; the row stays, as that of every poll. */
    async erasePoll(id: PollId): Promise<void> {
      await updateRows({ db, community }, 'topic_polls', { question: '', options: json([]) }, { id });
    },
    /** Polls of open topics in which the member voted: their counts change when the member leaves. */
    async openPollsWith(member: MemberId): Promise<readonly PollId[]> {
      const open = db.selectFrom('topics').select('id').where('community_id', '=', community).where('state', '=', 'open');
      return allAs(pollsWith(member).where('topic_id', 'in', open), ({ id }) => id);
    },
    /** Polls that show whom they have an answer of, with one of this member; those that are over too. */
    async pollsNaming(member: MemberId): Promise<readonly PollId[]> {
      return allAs(pollsWith(member).where('anonymous', '=', 0), ({ id }) => id);
    },
    /** Votes of members who have left are not counted until they are back. */
    async setVotesPresent(member: MemberId, present: boolean): Promise<void> {
      await updateRows({ db, community }, 'topic_votes', { present: flag(present) }, { member_id: member });
    },
  };
}
