import type { Selectable } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { toConsent } from './consents.js';
import type { TopicsTables } from './tables.js';

type Rows = Pick<Tx, 'db' | 'community'>;

/** What a member allows, as one row or none. */
export function consentsOf({ db, community }: Rows, member: MemberId) {
  return db
    .withTables<TopicsTables>()
    .selectFrom('topic_consents')
    .select(['member_id', 'share', 'credit', 'stopped', 'asked_at', 'answered_at'])
    .where('community_id', '=', community)
    .where('member_id', '=', member);
}

const WRITTEN = ['topic_id', 'language', 'shared', 'words', 'written_at', 'edited_at', 'deleted_at', 'hidden_at'] as const;

/** What a member allows and wrote. */
export function discussedQueries({ db, community }: Rows, member: MemberId) {
  return {
    consents: consentsOf({ db, community }, member),
    contributions: db
      .withTables<TopicsTables>()
      .selectFrom('topic_contributions')
      .select(WRITTEN)
      .where('community_id', '=', community)
      .where('member_id', '=', member)
      .orderBy('id'),
  };
}

export function toDiscussed({
  consents,
  contributions,
}: {
  readonly consents: readonly Parameters<typeof toConsent>[0][];
  readonly contributions: readonly Pick<Selectable<TopicsTables['topic_contributions']>, (typeof WRITTEN)[number]>[];
}) {
  return {
    consent: consents.map(toConsent)[0],
    contributions: contributions.map((row) => ({
      topic: row.topic_id,
      language: row.language,
      shared: row.shared === 1,
      words: row.words,
      writtenAt: row.written_at,
      editedAt: row.edited_at,
      deletedAt: row.deleted_at,
      hiddenAt: row.hidden_at,
    })),
  };
}
