import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { CommunityId, MemberId } from '../../../core/ids.js';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { preparedRows } from '../../../sql/prepared.js';
import { updateRows } from '../../../sql/rows.js';
import type { StoryId } from '../types.js';
import type { StoriesTables } from './tables.js';

/** The stories that a member is in. */
type StoriesOf<T extends keyof StoriesTables> = (
  db: Kysely<StoriesTables>,
  community: CommunityId,
  member: MemberId,
) => SelectQueryBuilder<StoriesTables, T, { story_id: StoryId }>;

/** Declares what stories ask members about themselves, with the answers. */
export function memberQuestions<T extends keyof StoriesTables>(table: 'story_people' | 'story_photo_people', storiesOf: StoriesOf<T>) {
  const toIds = (rows: readonly { readonly story_id: StoryId }[]) => rows.map(({ story_id }) => story_id);
  const open: StoriesOf<T> = (...of) => storiesOf(...of).where(sql<boolean>`answer is null`);
  const unseen = preparedRows<{ community: CommunityId; member: MemberId }>()((db: Kysely<StoriesTables>, argument) =>
    open(db, argument('community'), argument('member')).where(sql<boolean>`shown_at is null`),
  );

  return ({ db: base, community, traits }: Pick<Tx, 'db' | 'community' | 'traits'>) => {
    const db = base.withTables<StoriesTables>();
    const place = { db, community };
    return {
      /** Asks those again who said yes; a no stays. */
      async askAgain(id: StoryId): Promise<void> {
        await updateRows(place, table, { answer: null, shown_at: null, answered_at: null }, { story_id: id, answer: 'yes' });
      },
      /** Stories that ask the member; `unseen`: only those of which they have not been shown the question. */
      open(member: MemberId, only?: 'unseen'): Lookup<readonly StoryId[]> {
        return lookup(only ? unseen({ db, traits }, { community, member }) : open(db, community, member), toIds);
      },
      async noteShown(ids: readonly StoryId[], member: MemberId, at: Instant): Promise<void> {
        await updateRows(place, table, { shown_at: at }, { story_id: ids, member_id: member });
      },
      /** Stories to which the member said yes. */
      async agreed(member: MemberId): Promise<readonly StoryId[]> {
        return toIds(await storiesOf(db, community, member).where(sql<boolean>`answer = 'yes'`).execute());
      },
    };
  };
}
