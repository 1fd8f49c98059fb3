import { type SelectQueryBuilder, sql } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import { updateRows } from '../../../sql/rows.js';
import type { Place } from '../../../sql/values.js';
import type { StoryId } from '../types.js';
import type { StoriesTables } from './tables.js';

/**
 * What stories ask members about themselves, with the answers.
 *
 * @param storiesOf the stories that a member is in
 */
export function memberQuestions<T extends keyof StoriesTables>(
  place: Place<StoriesTables>,
  table: 'story_people' | 'story_photo_people',
  storiesOf: (member: MemberId) => SelectQueryBuilder<StoriesTables, T, { story_id: StoryId }>,
) {
  const toIds = (rows: readonly { readonly story_id: StoryId }[]) => rows.map(({ story_id }) => story_id);
  return {
    /** Asks those again who said yes; a no stays. */
    async askAgain(id: StoryId): Promise<void> {
      await updateRows(place, table, { answer: null, shown_at: null, answered_at: null }, { story_id: id, answer: 'yes' });
    },
    /** Stories that ask the member; `unseen`: only those of which they have not been shown the question. */
    open(member: MemberId, only?: 'unseen'): Lookup<readonly StoryId[]> {
      const open = storiesOf(member).where(sql<boolean>`answer is null`);
      return lookup(only ? open.where(sql<boolean>`shown_at is null`) : open, toIds);
    },
    async noteShown(ids: readonly StoryId[], member: MemberId, at: Instant): Promise<void> {
      await updateRows(place, table, { shown_at: at }, { story_id: ids, member_id: member });
    },
    /** Stories to which the member said yes. */
    async agreed(member: MemberId): Promise<readonly StoryId[]> {
      return toIds(await storiesOf(member).where(sql<boolean>`answer = 'yes'`).execute());
    },
  };
}
