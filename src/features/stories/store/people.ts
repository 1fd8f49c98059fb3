import type { Kysely } from 'kysely';
import type { CommunityId, MemberId } from '../../../core/ids.js';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { flag } from '../../../sql/columns.js';
import { preparedRows } from '../../../sql/prepared.js';
import { findRows, removeRows, saveRow, updateRows } from '../../../sql/rows.js';
import type { Answer, StoryId } from '../types.js';
import { memberQuestions } from './member-questions.js';
import type { StoriesTables } from './tables.js';

const questionsOf = memberQuestions('story_people', (db, community, member) =>
  db
    .selectFrom('story_people')
    .innerJoin('stories', 'stories.id', 'story_people.story_id')
    .select('story_id')
    .where('stories.community_id', '=', community)
    .where('story_people.member_id', '=', member)
    .where('state', 'in', ['pending', 'published'])
    .where('listed', '=', 1)
    .orderBy('story_id'),
);

const invitedTo = preparedRows<{ community: CommunityId; member: MemberId }>()((db: Kysely<StoriesTables>, argument) =>
  db
    .selectFrom('story_occasions')
    .select(['occasion', 'closed'])
    .where('community_id', '=', argument('community'))
    .where('member_id', '=', argument('member')),
);

/** Who is to be named, and what members were invited to tell. */
export function peopleStore(tx: Tx) {
  const { db: base, community, traits } = tx;
  const db = base.withTables<StoriesTables>();
  const place = { db, community };
  const questions = questionsOf(tx);

  return {
    /** The author would like to name somebody; what they answered before stays. */
    async list(id: StoryId, member: MemberId): Promise<void> {
      await saveRow(place, 'story_people', { story_id: id, member_id: member }, { listed: 1 });
    },
    async unlist(id: StoryId, member: MemberId): Promise<void> {
      await updateRows(place, 'story_people', { listed: 0 }, { story_id: id, member_id: member });
    },
    /** Returns false for someone who was not asked or has said no. */
    async answer(id: StoryId, member: MemberId, answer: Answer, at: Instant): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('story_people')
        .set({ answer, answered_at: at })
        .where('community_id', '=', community)
        .where('story_id', '=', id)
        .where('member_id', '=', member)
        .where('listed', '=', 1)
        .where(({ or, eb }) => or([eb('answer', 'is', null), eb('answer', '=', 'yes')]))
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows) > 0;
    },
    /** Asks again about a changed text; a no stays. */
    askAgain: questions.askAgain,
    /** Stories that ask whether they may name the member; `unseen`: only those of which they have not been shown the question. */
    askOf: questions.open,
    noteShown: questions.noteShown,
    /** Stories that name the member. */
    thatName: questions.agreed,
    /** Everything noted of the member as one who is named, also in drafts. */
    ofPerson: (member: MemberId) => findRows(place, 'story_people', ['story_id', 'listed', 'answer'], { member_id: member }, 'story_id'),
    async savePerson(id: StoryId, member: MemberId, change: { readonly listed: boolean; readonly answer: Answer | null }): Promise<void> {
      await updateRows(place, 'story_people', { listed: flag(change.listed), answer: change.answer }, { story_id: id, member_id: member });
    },
    async movePerson(id: StoryId, from: MemberId, into: MemberId): Promise<void> {
      await updateRows(place, 'story_people', { member_id: into }, { story_id: id, member_id: from });
    },
    async removePerson(member: MemberId, id?: StoryId): Promise<void> {
      await removeRows(place, 'story_people', { member_id: member, ...(id !== undefined && { story_id: id }) });
    },

    /** What the member was invited to tell, with whether they have told it or do not want to. */
    occasionsOf(member: MemberId): Lookup<ReadonlyMap<string, 'shown' | 'closed'>> {
      const told = invitedTo({ db, traits }, { community, member });
      return lookup(told, (rows) => new Map(rows.map(({ occasion, closed }) => [occasion, closed === 1 ? 'closed' : 'shown'])));
    },
    async noteOccasion(member: MemberId, occasion: string, state: 'shown' | 'closed'): Promise<void> {
      const closed = flag(state === 'closed');
      await db
        .insertInto('story_occasions')
        .values({ community_id: community, member_id: member, occasion, closed })
        .onConflict((conflict) => conflict.columns(['member_id', 'occasion']).doUpdateSet({ closed }))
        .execute();
    },
    async removeOccasions(member: MemberId): Promise<void> {
      await removeRows(place, 'story_occasions', { member_id: member });
    },
  };
}
