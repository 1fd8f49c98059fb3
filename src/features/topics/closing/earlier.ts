import { z } from 'zod';
import { LANGUAGES } from '../../../core/language.js';
import { instantSchema } from '../../../core/schemas.js';
import type { Context } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';
import type { TopicRecord } from '../store/index.js';
import { RECOMMENDATION_OUTCOMES, type TopicId } from '../types.js';

const lines = z.array(z.string()).readonly();
const earlierSchema = z
  .array(
    z.object({
      language: z.enum(LANGUAGES),
      lessons: lines,
      challenges: lines,
      resources: lines,
      recommendations: z
        .array(
          z.object({
            words: z.string(),
            responsible: z.string(),
            reviewOn: z.string().nullable(),
            outcome: z.enum(RECOMMENDATION_OUTCOMES).nullable(),
            outcomeWords: z.string().nullable(),
          }),
        )
        .readonly(),
      postedAt: instantSchema,
    }),
  )
  .readonly();

/** A summary as it was when its topic was reopened. */
export type EarlierSummary = z.infer<typeof earlierSchema>[number];

const factOf = (topic: TopicId): string => `${FEATURE}.summaries.${topic}`;

/** Keeps a posted summary as it is now, because the topic is reopened and its next summary takes the same row. */
export async function keepSummary(context: Context, { topic, summary, recommendations }: TopicRecord): Promise<void> {
  if (summary === undefined || summary.writtenAt === null || summary.state !== 'written') return;
  const { language, lessons, challenges, resources, writtenAt: postedAt } = summary;
  const kept: EarlierSummary = {
    language,
    lessons,
    challenges,
    resources,
    recommendations: recommendations.map(({ words, responsible, reviewOn, outcome, outcomeWords }) => {
      return { words, responsible, reviewOn, outcome, outcomeWords };
    }),
    postedAt,
  };
  const before = await earlierSummaries(context, topic.id);
  await context.community.saveFact(factOf(topic.id), JSON.stringify([...before, kept]));
}

/** The summaries that a topic had before it was reopened, the first posted first. */
export async function earlierSummaries(context: Context, topic: TopicId): Promise<readonly EarlierSummary[]> {
  const text = await context.community.fact(factOf(topic));
  return text === undefined ? [] : earlierSchema.parse(JSON.parse(text));
}
