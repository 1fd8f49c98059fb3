import type { MemberId } from '../../../core/ids.js';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Rows, Tx } from '../../../core/transaction.js';
import { flag } from '../../../sql/columns.js';
import { findRows, insertRow, removeRows, updateRows } from '../../../sql/rows.js';
import type { Answer, Photo, PhotoId, PhotoWords, Picture, StoryId } from '../types.js';
import { memberQuestions } from './member-questions.js';
import type { StoriesTables } from './tables.js';

const COLUMNS = ['id', 'story_id', 'hash', 'size', 'type', 'width', 'height', 'alt', 'others', 'posted', 'posts'] as const;

/** The photos of these stories, and who can be seen on them. */
export function photoQueries({ db: base, community }: Pick<Tx, 'db' | 'community'>, ids: readonly StoryId[]) {
  const db = base.withTables<StoriesTables>();
  return {
    photos: db.selectFrom('story_photos').select(COLUMNS).where('community_id', '=', community).where('story_id', 'in', ids),
    seen: db
      .selectFrom('story_photo_people')
      .select(['story_id', 'hash', 'member_id', 'answer'])
      .where('community_id', '=', community)
      .where('story_id', 'in', ids)
      .orderBy('member_id'),
  };
}

type RowOf<Q> = Q extends Rows<infer Row> ? Row : never;
type Queries = ReturnType<typeof photoQueries>;

/** The photo of one story among what `photoQueries` finds. */
export function photoOf(id: StoryId, photos: readonly RowOf<Queries['photos']>[], seen: readonly RowOf<Queries['seen']>[]): Photo | null {
  const row = photos.find(({ story_id }) => story_id === id);
  if (!row) return null;
  const { story_id: _story, others, posted, ...rest } = row;
  const people = seen.filter(({ story_id, hash }) => story_id === id && hash === row.hash);
  return {
    ...rest,
    others: others === 1,
    posted: posted === 1,
    people: people.map(({ member_id, answer }) => ({ member: member_id, answer })),
  };
}

/** Stories with a photo on which the member can be seen, once they were handed in. */
const questionsOf = memberQuestions('story_photo_people', (db, community, member) =>
  db
    .selectFrom('story_photo_people')
    .innerJoin('story_photos', (join) =>
      join.onRef('story_photos.story_id', '=', 'story_photo_people.story_id').onRef('story_photos.hash', '=', 'story_photo_people.hash'),
    )
    .innerJoin('stories', 'stories.id', 'story_photo_people.story_id')
    .select('story_photo_people.story_id')
    .where('stories.community_id', '=', community)
    .where('story_photo_people.member_id', '=', member)
    .where('state', 'in', ['pending', 'published'])
    .orderBy('story_photo_people.story_id'),
);

/** Photos of stories, and who can be seen on them. */
export function photoStore(tx: Tx) {
  const { db: base, community } = tx;
  const db = base.withTables<StoriesTables>();
  const place = { db, community };
  const questions = questionsOf(tx);

  return {
    async insertPhoto(id: StoryId, { others, ...photo }: Picture & PhotoWords, at: Instant): Promise<PhotoId> {
      return insertRow(place, 'story_photos', { story_id: id, ...photo, others: flag(others), added_at: at });
    },
    /** Deletes a photo. Of those who can be seen on it, whoever said no stays noted. */
    async removePhoto(id: StoryId, { people }: Pick<Photo, 'people'>): Promise<void> {
      await removeRows(place, 'story_photos', { story_id: id });
      if (people.every(({ answer }) => answer === 'no')) return;
      await db
        .deleteFrom('story_photo_people')
        .where('community_id', '=', community)
        .where('story_id', '=', id)
        .where(({ or, eb }) => or([eb('answer', 'is', null), eb('answer', '=', 'yes')]))
        .execute();
    },
    async notePosted(id: PhotoId, change: Pick<Photo, 'posted' | 'posts'>): Promise<void> {
      await updateRows(place, 'story_photos', { posted: flag(change.posted), posts: change.posts }, { id });
    },
    async saveAlt(id: PhotoId, alt: string): Promise<void> {
      await updateRows(place, 'story_photos', { alt }, { id });
    },
    /** Whether somebody who can be seen on these bytes has said no. */
    isRefused(id: StoryId, hash: string): Lookup<boolean> {
      const refused = db
        .selectFrom('story_photo_people')
        .select('member_id')
        .where('community_id', '=', community)
        .where('story_id', '=', id)
        .where('hash', '=', hash)
        .where('answer', '=', 'no')
        .limit(1);
      return lookup(refused, (rows) => rows.length > 0);
    },
    /** Members can be seen; what they answered before stays. */
    async listSeen(id: StoryId, hash: string, members: readonly MemberId[]): Promise<void> {
      if (members.length === 0) return;
      const open = { answer: null, shown_at: null, answered_at: null };
      await db
        .insertInto('story_photo_people')
        .values(members.map((member) => ({ community_id: community, story_id: id, hash, member_id: member, ...open })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async answerShowing(id: StoryId, hash: string, member: MemberId, answer: Answer, at: Instant): Promise<void> {
      await updateRows(place, 'story_photo_people', { answer, answered_at: at }, { story_id: id, hash, member_id: member });
    },
    /** Asks again after the text beside the photo has changed. */
    askToShowAgain: questions.askAgain,
    /** Stories that ask whether they may show the member; `unseen`: only those of which they have not been shown the question. */
    askToShow: questions.open,
    noteShowingAsked: questions.noteShown,
    /** Stories whose photo may show the member. */
    thatShow: questions.agreed,
    /** Everything noted of the member as one who can be seen, also in drafts. */
    seenRows: (member: MemberId) =>
      findRows(place, 'story_photo_people', ['story_id', 'hash', 'answer'], { member_id: member }, 'story_id'),
    async moveSeen(id: StoryId, hash: string, from: MemberId, into: MemberId): Promise<void> {
      await updateRows(place, 'story_photo_people', { member_id: into }, { story_id: id, hash, member_id: from });
    },
    async saveSeen(id: StoryId, hash: string, member: MemberId, answer: Answer | null): Promise<void> {
      await updateRows(place, 'story_photo_people', { answer }, { story_id: id, hash, member_id: member });
    },
    async removeSeen(member: MemberId, id?: StoryId): Promise<void> {
      await removeRows(place, 'story_photo_people', { member_id: member, ...(id !== undefined && { story_id: id }) });
    },
  };
}
