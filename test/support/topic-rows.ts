import type { MemberId, OrganisationId } from '../../src/core/ids.js';
import type { Instant, LocalDate } from '../../src/core/time.js';
import { toMonth } from '../../src/features/topics/rules/month.js';
import type { TopicsTables } from '../../src/features/topics/store/tables.js';
import type { NewTopic, Topic, TopicId } from '../../src/features/topics/types.js';
import type { TestContext } from './feature-stores.js';

/** A topic that is planned for a moment. */
export function aTopic(opensAt: Instant, change: Partial<NewTopic> = {}): NewTopic {
  const date = new Date(opensAt).toISOString().slice(0, 10) as LocalDate;
  return {
    month: toMonth(date.slice(0, 7)),
    slot: 1,
    origin: 'proposal',
    proposal: null,
    template: null,
    reason: null,
    state: 'planned',
    language: 'en',
    sector: 'protection',
    forSector: false,
    texts: { en: { title: 'Safe spaces', question: 'Who has opened one?' } },
    why: '',
    resources: [],
    guiding: null,
    plannedDate: date,
    opensAt,
    ...change,
  };
}

/** Inserts a topic that was opened, with what else it has become. */
export async function insertOpened(
  { topics }: TestContext,
  opensAt: Instant,
  { facilitator = null, closedAt = null, ...change }: Partial<NewTopic> & Partial<Pick<Topic, 'facilitator' | 'closedAt'>> = {},
): Promise<TopicId> {
  const id = await topics.insertTopic(aTopic(opensAt, change));
  await topics.updateTopic(id, { state: closedAt === null ? 'open' : 'closed', openedAt: opensAt, facilitator, closedAt });
  return id;
}

let messages = 0;

/** Inserts something that somebody wrote in a topic's thread. */
export async function insertWritten(
  { topics }: TestContext,
  topic: TopicId,
  {
    member,
    organisation = null,
    at,
  }: { readonly member: MemberId | null; readonly organisation?: OrganisationId | null; readonly at: Instant },
) {
  const id = await topics.insertContribution({
    topic,
    member,
    organisation,
    message: { conversation: { platform: 'web', space: 'test', id: 'thread', kind: 'thread' }, id: `m${++messages}` },
    language: 'en',
    shared: false,
    words: null,
    writtenAt: at,
    isQuestion: false,
  });
  if (id === undefined) throw new Error('known already');
  return id;
}

/** Inserts a summary that is written, with recommendations. */
export async function insertSummary(
  { tx }: TestContext,
  topic: TopicId,
  at: Instant,
  recommendations: readonly Partial<TopicsTables['topic_recommendations']>[] = [],
): Promise<void> {
  const db = tx.db.withTables<TopicsTables>();
  await db
    .insertInto('topic_summaries')
    .values({
      community_id: tx.community,
      topic_id: topic,
      state: 'written',
      asked_id: null,
      asked_at: null,
      written_by: null,
      written_at: at,
      language: 'en',
      lessons: '[]',
      challenges: '[]',
      resources: '[]',
    })
    .execute();
  for (const [position, { words = 'Meet again', responsible = '', review_on = null, outcome = null }] of recommendations.entries()) {
    await db
      .insertInto('topic_recommendations')
      .values({
        community_id: tx.community,
        topic_id: topic,
        position,
        words,
        responsible,
        review_on,
        outcome,
        outcome_words: null,
        reviewed_at: null,
      })
      .execute();
  }
}
