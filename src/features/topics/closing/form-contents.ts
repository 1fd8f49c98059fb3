import { addDays, localDateOf } from '../../../calendar/wall-clock.js';
import { fold } from '../../../core/fold.js';
import type { Request } from '../../../core/request.js';
import type { Context } from '../../../feature-api/index.js';
import { cutAtWord } from '../../../kit/cut-at-word.js';
import type { RecommendationId } from '../types.js';
import type { OfTopic, ReadSummary } from './ids.js';
import { RECOMMENDATION_MAX } from './limits.js';
import { requireRecommendation } from './recommend.js';
import { prefilled, viewForWriter, type WriterView } from './summary.js';

/** After which a recommendation is reviewed unless its writer says otherwise. */
const REVIEWED_AFTER_DAYS = 90;

export async function summaryContents(context: Context, { actor }: Request, { topic }: ReadSummary) {
  const view = await viewForWriter(context, actor, topic);
  return { values: { ...prefilled(view), language: view.summary.language } };
}

export async function recommendationContents(context: Context, { actor }: Request, { topic, recommendation }: OfTopic) {
  const view = await viewForWriter(context, actor, topic);
  const known = view.recommendations.find(({ id }) => id === recommendation);
  if (known) {
    const { words, responsible, reviewOn } = known;
    return { values: { words, responsible, ...(reviewOn !== null && { reviewOn }) } };
  }
  const [next] = markedLeft(view);
  const { timezone } = await context.community.settings();
  const reviewOn = addDays(localDateOf(context.now, timezone), REVIEWED_AFTER_DAYS);
  return { values: { reviewOn, ...(next !== undefined && { words: next }) } };
}

/** What members marked as recommendations and nobody has taken over yet. */
export function markedLeft({ marked, recommendations }: WriterView): readonly string[] {
  const taken = new Set(recommendations.map(({ words }) => fold(words)));
  return marked.recommendation.map((words) => cutAtWord(words, RECOMMENDATION_MAX)).filter((words) => !taken.has(fold(words)));
}

export async function outcomeContents(context: Context, { actor }: Request, id: RecommendationId) {
  const { recommendation } = await requireRecommendation(context, actor, id);
  const { outcome, outcomeWords } = recommendation;
  return {
    introduction: [recommendation.words],
    values: { ...(outcome !== null && { outcome }), ...(outcomeWords !== null && { words: outcomeWords }) },
  };
}
