import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { isMembers } from '../../../sql/columns.js';
import { CONSENT, toConsent } from './consents.js';
import { toWritten, WRITTEN } from './contributions.js';
import type { TopicsTables } from './tables.js';

type Rows = Pick<Tx, 'db' | 'community'>;

/** What a member allows, as one row or none. */
export const consentsOf = ({ db, community }: Rows, member: MemberId) =>
  db
    .withTables<TopicsTables>()
    .selectFrom('topic_consents')
    .select(CONSENT)
    .where(isMembers(community, member, 'topic_consents'));

/** What a member allows and wrote. */
export function discussedQueries({ db, community }: Rows, member: MemberId) {
  return {
    consents: consentsOf({ db, community }, member),
    contributions: db
      .withTables<TopicsTables>()
      .selectFrom('topic_contributions')
      .select(WRITTEN)
      .where(isMembers(community, member, 'topic_contributions'))
      .orderBy('id'),
  };
}

export function toDiscussed({
  consents,
  contributions,
}: {
  readonly consents: readonly Parameters<typeof toConsent>[0][];
  readonly contributions: readonly Parameters<typeof toWritten>[0][];
}) {
  return {
    consent: consents.map(toConsent)[0],
    contributions: contributions.map(toWritten),
  };
}
