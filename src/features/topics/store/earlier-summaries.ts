import type { Selectable } from 'kysely';
import { z } from 'zod';
import { toLocalDate } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { json, jsonColumn, strings } from '../../../sql/columns.js';
import { type PostedSummary, RECOMMENDATION_OUTCOMES, type RecommendationId, type TopicId } from '../types.js';
import type { TopicsTables } from './tables.js';
import { translationsColumn } from './translations.js';

const recommendationsColumn = jsonColumn<PostedSummary['recommendations']>(
  z
    .array(
      z.object({
        id: idSchema<RecommendationId>(),
        words: z.string(),
        responsible: z.string(),
        reviewOn: z.string().transform(toLocalDate).nullable(),
        outcome: z.enum(RECOMMENDATION_OUTCOMES).nullable(),
        outcomeWords: z.string().nullable(),
      }),
    )
    .readonly(),
);

/** What is read in one statement names its columns. */
export const EARLIER = [
  'topic_earlier_summaries.topic_id',
  'topic_earlier_summaries.written_by',
  'topic_earlier_summaries.written_at',
  'topic_earlier_summaries.language',
  'topic_earlier_summaries.lessons',
  'topic_earlier_summaries.challenges',
  'topic_earlier_summaries.resources',
  'topic_earlier_summaries.recommendations',
  'topic_earlier_summaries.translations',
] as const;

export type EarlierRow = Omit<Selectable<TopicsTables['topic_earlier_summaries']>, 'community_id' | 'id'>;

/** What a summary says, whether it is the last one of its topic or an earlier one. */
export function toWords(
  row: Pick<EarlierRow, 'written_by' | 'language' | 'lessons' | 'challenges' | 'resources' | 'translations'>,
): Omit<PostedSummary, 'writtenAt' | 'recommendations'> {
  return {
    writtenBy: row.written_by,
    language: row.language,
    lessons: strings(row.lessons),
    challenges: strings(row.challenges),
    resources: strings(row.resources),
    translations: translationsColumn.read(row.translations),
  };
}

export function toEarlier(row: EarlierRow): PostedSummary {
  return { ...toWords(row), writtenAt: row.written_at, recommendations: recommendationsColumn.read(row.recommendations) };
}

/** Keeps a summary as it is now, because its topic is reopened and the next summary takes the same row. */
export async function keepSummary({ db: base, community }: Tx, topic: TopicId, kept: PostedSummary): Promise<void> {
  const recommendations = kept.recommendations.map(({ id, words, responsible, reviewOn, outcome, outcomeWords }) => {
    return { id, words, responsible, reviewOn, outcome, outcomeWords };
  });
  await base
    .withTables<TopicsTables>()
    .insertInto('topic_earlier_summaries')
    .values({
      community_id: community,
      topic_id: topic,
      written_by: kept.writtenBy,
      written_at: kept.writtenAt,
      language: kept.language,
      lessons: json(kept.lessons),
      challenges: json(kept.challenges),
      resources: json(kept.resources),
      recommendations: recommendationsColumn.write(recommendations),
      translations: translationsColumn.write(kept.translations),
    })
    .execute();
}
