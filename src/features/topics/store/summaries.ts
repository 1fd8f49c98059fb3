import type { ExpressionBuilder, Selectable } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { json } from '../../../sql/columns.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { allAs, firstAs, insertRow, removeRows, updateRows } from '../../../sql/rows.js';
import { placeIn } from '../../../sql/tables.js';
import type {
  PostedSummary,
  Recommendation,
  RecommendationId,
  RecommendationText,
  Summary,
  SummaryText,
  Topic,
  TopicId,
  TopicState,
} from '../types.js';
import { isPlanApproved } from './approved.js';
import { EARLIER, type EarlierRow, keepSummary, toEarlier, toWords } from './earlier-summaries.js';
import type { TopicsTables } from './tables.js';
import { TOPIC_COLUMNS, toTopic } from './topics.js';
import { translationsColumn } from './translations.js';

/** What is read in one statement names its columns. */
export const SUMMARY = [
  'topic_id',
  'state',
  'version',
  'asked_id',
  'asked_at',
  'written_by',
  'written_at',
  'language',
  'lessons',
  'challenges',
  'resources',
  'translations',
] as const satisfies readonly (keyof TopicsTables['topic_summaries'])[];
export const RECOMMENDATION = [
  'topic_recommendations.id',
  'topic_recommendations.topic_id',
  'topic_recommendations.position',
  'topic_recommendations.words',
  'topic_recommendations.responsible',
  'topic_recommendations.review_on',
  'topic_recommendations.outcome',
  'topic_recommendations.outcome_words',
  'topic_recommendations.reviewed_at',
] as const;

type Row<T extends keyof TopicsTables> = Omit<Selectable<TopicsTables[T]>, 'community_id'>;

type SavedSummary = SummaryText & Pick<Summary, 'translations'>;

/** A topic with what its closing left. */
export interface TopicRecord {
  readonly topic: Topic;
  readonly summary: Summary | undefined;
  readonly recommendations: readonly Recommendation[];
  /** The summaries that were posted before the topic was reopened, the first one first. */
  readonly earlier: readonly PostedSummary[];
}

export function toSummary(row: Row<'topic_summaries'>): Summary {
  return {
    ...toWords(row),
    writtenAt: row.written_at,
    topic: row.topic_id,
    state: row.state,
    version: row.version,
    asked: row.asked_id,
    askedAt: row.asked_at,
  };
}

export function toRecommendation(row: Row<'topic_recommendations'>): Recommendation {
  return {
    id: row.id,
    topic: row.topic_id,
    position: row.position,
    words: row.words,
    responsible: row.responsible,
    reviewOn: row.review_on,
    outcome: row.outcome,
    outcomeWords: row.outcome_words,
    reviewedAt: row.reviewed_at,
  };
}

/** The closing summaries of topics, with their recommendations. */
export function summaryStore(tx: Tx) {
  const { db, community } = placeIn<TopicsTables>(tx);
  const topics = () => db.selectFrom('topics').select(TOPIC_COLUMNS).where('topics.community_id', '=', community);
  const summaries = () => db.selectFrom('topic_summaries').select(SUMMARY).where('topic_summaries.community_id', '=', community);
  const recommendations = () =>
    db
      .selectFrom('topic_recommendations')
      .select(RECOMMENDATION)
      .where('topic_recommendations.community_id', '=', community)
      .orderBy('topic_recommendations.topic_id')
      .orderBy('topic_recommendations.position')
      .orderBy('topic_recommendations.id');
  const earlier = () =>
    db
      .selectFrom('topic_earlier_summaries')
      .select(EARLIER)
      .where('topic_earlier_summaries.community_id', '=', community)
      .orderBy('topic_earlier_summaries.id');
  /** A topic of a plan that is not approved yet is for advisers alone. */
  const isListed = (where: ExpressionBuilder<TopicsTables, 'topics'>) =>
    where.and([where.eb('state', '!=', 'skipped'), where.or([where.eb('state', '!=', 'planned'), isPlanApproved(community)(where)])]);
  const withoutSummary = (before: Instant) =>
    topics()
      .where('state', '=', 'closed')
      .where('closed_at', '<', before)
      .where('id', 'not in', db.selectFrom('topic_summaries').select('topic_id').where('state', '=', 'written'));
  const update = (topic: TopicId) => db.updateTable('topic_summaries').where('community_id', '=', community).where('topic_id', '=', topic);
  const join = (
    found: readonly Selectable<TopicsTables['topics']>[],
    written: readonly Row<'topic_summaries'>[],
    recommended: readonly Row<'topic_recommendations'>[],
    replaced: readonly EarlierRow[],
  ): readonly TopicRecord[] => {
    const byTopic = new Map(written.map((row) => [row.topic_id, toSummary(row)]));
    const all = new Map<TopicId, Recommendation[]>(found.map(({ id }) => [id, []]));
    for (const row of recommended) all.get(row.topic_id)?.push(toRecommendation(row));
    return found.map(toTopic).map((topic) => ({
      topic,
      summary: byTopic.get(topic.id),
      recommendations: all.get(topic.id) ?? [],
      earlier: replaced.filter((row) => row.topic_id === topic.id).map(toEarlier),
    }));
  };

  return {
    /** A topic with its summary, in one statement. */
    async topicRecord(id: TopicId): Promise<TopicRecord | undefined> {
      const read = await readInOneStatement(tx, {
        topics: topics().where('id', '=', id),
        summaries: summaries().where('topic_id', '=', id),
        recommendations: recommendations().where('topic_id', '=', id),
        earlier: earlier().where('topic_id', '=', id),
      });
      return join(read.topics, read.summaries, read.recommendations, read.earlier)[0];
    },
    /** All topics that members may know of, the last opening first, with their summaries, in one statement; at most the 2,000 newest. */
    async topicRecords(): Promise<readonly TopicRecord[]> {
      const read = await readInOneStatement(tx, {
        topics: topics().where(isListed).orderBy('opens_at', 'desc').orderBy('id', 'desc').limit(2000),
        summaries: summaries(),
        recommendations: recommendations(),
        earlier: earlier(),
      });
      return join(read.topics, read.summaries, read.recommendations, read.earlier);
    },
    /** Those in these states that members may know of, the last opening first. */
    async listedTopics(states: readonly [TopicState, ...TopicState[]]): Promise<readonly Topic[]> {
      return allAs(
        topics().where('state', 'in', states).where(isListed).orderBy('opens_at', 'desc').orderBy('id', 'desc').limit(2000),
        toTopic,
      );
    },
    /** Topics with a recommendation that was carried out since then, of which the member facilitated the discussion or wrote the summary. */
    carriedOut(member: MemberId, since: Instant): Lookup<readonly Topic[]> {
      const done = db
        .selectFrom('topic_recommendations')
        .select('topic_id')
        .where('community_id', '=', community)
        .where('outcome', '=', 'done')
        .where('reviewed_at', '>', since);
      const written = db.selectFrom('topic_summaries').select('topic_id').where('written_by', '=', member);
      const found = topics()
        .clearSelect()
        .select(TOPIC_COLUMNS)
        .where('id', 'in', done)
        .where(({ or, eb }) => or([eb('facilitator_id', '=', member), eb('id', 'in', written)]))
        .where(isListed)
        .orderBy('id', 'desc')
        .limit(10);
      return lookup(found, (rows) => rows.map((row) => toTopic(row)));
    },
    async isListed(id: TopicId): Promise<boolean> {
      return (await topics().where('id', '=', id).where(isListed).executeTakeFirst()) !== undefined;
    },
    /** The recommendations of topics that opened within [from, to), with their outcomes. */
    async recommendationsOf(range: { readonly from: Instant; readonly to: Instant }): Promise<readonly Recommendation[]> {
      return allAs(
        recommendations()
          .innerJoin('topics', 'topics.id', 'topic_recommendations.topic_id')
          .where('topics.opened_at', '>=', range.from)
          .where('topics.opened_at', '<', range.to),
        toRecommendation,
      );
    },
    async summary(topic: TopicId): Promise<Summary | undefined> {
      return firstAs(summaries().where('topic_id', '=', topic), toSummary);
    },
    /** Notes who is asked for the summary of a topic; null: the organisers together. What is written already stays. */
    async askSummary(
      topic: TopicId,
      { asked, at, language }: { readonly asked: MemberId | null; readonly at: Instant; readonly language: Language },
    ) {
      await db
        .insertInto('topic_summaries')
        .values({
          community_id: community,
          topic_id: topic,
          state: 'asked',
          asked_id: asked,
          asked_at: at,
          written_by: null,
          written_at: null,
          language,
          lessons: '[]',
          challenges: '[]',
          resources: '[]',
        })
        .onConflict((conflict) => conflict.column('topic_id').doUpdateSet({ state: 'asked', asked_id: asked, asked_at: at }))
        .execute();
    },
    /** Saves a summary in the version that the writer has read. Returns whether it was still that one. */
    async saveSummary(
      topic: TopicId,
      { language, lessons, challenges, resources, translations }: SavedSummary,
      version: number,
    ): Promise<boolean> {
      const { numUpdatedRows } = await update(topic)
        .set(({ eb, ref }) => ({ version: eb(ref('version'), '+', 1) }))
        .set({ language, lessons: json(lessons), challenges: json(challenges), resources: json(resources) })
        .set({ translations: translationsColumn.write(translations) })
        .where('version', '=', version)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
    /** Keeps a summary as it is now, since the next one takes its row. */
    keepSummary: (topic: TopicId, kept: PostedSummary): Promise<void> => keepSummary(tx, topic, kept),
    /** Marks a summary as posted. */
    async setWritten(topic: TopicId, { by, at }: { readonly by: MemberId; readonly at: Instant }): Promise<void> {
      await update(topic).set({ state: 'written', written_by: by, written_at: at, asked_id: null }).execute();
    },
    /** The next summary of a topic that was reopened is translated anew. */
    async forgetTranslations(topic: TopicId): Promise<void> {
      await update(topic).set({ translations: null }).execute();
    },
    /** Nobody is asked any more, since the topic was reopened. What is written stays. */
    async stopAskingForSummary(topic: TopicId): Promise<void> {
      await update(topic).set({ asked_id: null }).execute();
    },
    /** Closed topics without a summary that were closed before `before`, the first closed first. */
    async missingSummaries(before: Instant): Promise<readonly Topic[]> {
      return allAs(withoutSummary(before).orderBy('closed_at').orderBy('id'), toTopic);
    },
    missingSummariesCount(before: Instant): Lookup<number> {
      return lookup(withoutSummary(before).clearSelect().select('id'), (rows) => rows.length);
    },
    /** Topics whose summary the member is asked for. */
    async summariesAskedOf(member: MemberId): Promise<readonly Topic[]> {
      const asked = db.selectFrom('topic_summaries').select('topic_id').where('state', '=', 'asked').where('asked_id', '=', member);
      return allAs(topics().where('state', '=', 'closed').where('id', 'in', asked).orderBy('closed_at'), toTopic);
    },
    /** Closed topics with a summary that may thank the member. */
    async summariesThanking(member: MemberId): Promise<readonly Topic[]> {
      return allAs(
        topics()
          .where('state', '=', 'closed')
          .where('id', 'in', db.selectFrom('topic_summaries').select('topic_id').where('state', '=', 'written'))
          .where(({ eb, or }) =>
            or([
              eb('facilitator_id', '=', member),
              eb('id', 'in', db.selectFrom('topic_contributions').select('topic_id').where('member_id', '=', member)),
            ]),
          )
          .orderBy('id'),
        toTopic,
      );
    },

    async recommendation(id: RecommendationId): Promise<Recommendation | undefined> {
      return firstAs(recommendations().where('id', '=', id), toRecommendation);
    },
    async insertRecommendation(topic: TopicId, position: number, { words, responsible, reviewOn }: RecommendationText) {
      return await insertRow({ db, community }, 'topic_recommendations', {
        topic_id: topic,
        position,
        words,
        responsible,
        review_on: reviewOn,
      });
    },
    async updateRecommendation(
      id: RecommendationId,
      change: Partial<RecommendationText & Pick<Recommendation, 'outcome' | 'outcomeWords' | 'reviewedAt'>>,
    ): Promise<void> {
      await updateRows(
        { db, community },
        'topic_recommendations',
        {
          words: change.words,
          responsible: change.responsible,
          review_on: change.reviewOn,
          outcome: change.outcome,
          outcome_words: change.outcomeWords,
          reviewed_at: change.reviewedAt,
        },
        { id },
      );
    },
    async removeRecommendation(id: RecommendationId): Promise<void> {
      await removeRows({ db, community }, 'topic_recommendations', { id });
    },
  };
}
