import { sql } from 'kysely';
import type { MemberId, OrganisationId } from '../../src/core/ids.js';
import type { Instant } from '../../src/core/time.js';
import type { Consent, ContributionId, Mark, NewTopic, TopicId } from '../../src/features/topics/types.js';
import type { TestStore } from './store.js';
import { aTopic as anyTopic } from './topic-rows.js';

/** A topic of the evergreen list, with what is given instead. */
export const aTopic = (opensAt: Instant, given: Partial<NewTopic> = {}): NewTopic =>
  anyTopic(opensAt, { origin: 'evergreen', texts: { en: { title: 'Safe spaces', question: 'How does one last?' } }, ...given });

let messages = 0;

/** Writes what a member wrote in a topic's thread, as far as their consent goes. */
export async function contribute(
  { autocommit }: TestStore,
  written: {
    readonly topic: TopicId;
    readonly member: MemberId;
    readonly words: string;
    readonly at: Instant;
    readonly shared?: boolean;
    readonly organisation?: OrganisationId | null;
    readonly language?: 'en' | 'ar' | 'ckb';
  },
): Promise<ContributionId> {
  const { topic, member, words, at, shared = true, organisation = null, language = 'en' } = written;
  const id = await autocommit.topics.insertContribution({
    topic,
    member,
    organisation,
    message: { conversation: { platform: 'web', space: 'test', id: 'thread:1', kind: 'thread' }, id: `c${++messages}` },
    language,
    shared,
    words: shared ? words : null,
    writtenAt: at,
    isQuestion: false,
  });
  if (id === undefined) throw new Error('written already');
  return id;
}

export async function consent(store: TestStore, member: MemberId, { share, credit }: Pick<Consent, 'share' | 'credit'>): Promise<void> {
  const { db, community } = store.engines.autocommit.tx;
  await sql`insert into topic_consents (community_id, member_id, share, credit) values (${community}, ${member}, ${share}, ${credit})
    on conflict (member_id) do update set share = excluded.share, credit = excluded.credit`.execute(db);
}

export async function mark(store: TestStore, contribution: ContributionId, member: MemberId, as: Mark): Promise<void> {
  const { db, community } = store.engines.autocommit.tx;
  await sql`insert into topic_marks (community_id, contribution_id, member_id, mark, marked_at)
    values (${community}, ${contribution}, ${member}, ${as}, 0)`.execute(db);
}

export async function hide(store: TestStore, contribution: ContributionId): Promise<void> {
  await sql`update topic_contributions set hidden_at = 1 where id = ${contribution}`.execute(store.engines.autocommit.tx.db);
}

export async function approvePlan(store: TestStore, month: string): Promise<void> {
  const { db, community } = store.engines.autocommit.tx;
  await sql`insert into topic_plans (community_id, month, state) values (${community}, ${month}, 'approved')`.execute(db);
}
