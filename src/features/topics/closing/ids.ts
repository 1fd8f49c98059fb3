import { NotFoundError } from '../../../core/errors.js';
import { LANGUAGES, type Language } from '../../../core/language.js';
import { dottedId, type IdCodec, numberId, orNone, versionId, wordId } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import type { RecommendationId, TopicId } from '../types.js';

export const goneTopic = () => new NotFoundError('not a topic', phrase('topics-closing.error.gone'));
export const goneRecommendation = () => new NotFoundError('not a recommendation', phrase('topics-closing.error.recommendation-gone'));
export const topicId = numberId<TopicId>(goneTopic);
export const recommendationId = numberId<RecommendationId>(goneRecommendation);

/** The topic of a button; 0 where a menu brings it as its value. */
export const topicOrNone = orNone(topicId);

/** A summary in the version that was read. */
export interface ReadSummary {
  readonly topic: TopicId;
  readonly version: number;
}

/** The id carries the version, so that nobody overwrites what they have not read. */
export const summaryId = dottedId<ReadSummary>({ topic: topicId, version: versionId(goneTopic) });

/** A summary in another language than its writer's. */
export interface Translating {
  readonly topic: TopicId;
  readonly language: Language;
}

export const translationId = dottedId<Translating>({ topic: topicId, language: wordId(LANGUAGES, goneTopic) });

/** A recommendation of a topic, or a new one. */
export interface OfTopic {
  readonly topic: TopicId;
  readonly recommendation: RecommendationId | undefined;
}

/** 0 for a new one. */
export const recommendedId = dottedId<OfTopic>({ topic: topicId, recommendation: orNone(recommendationId) });

/** What was chosen in a menu, read by `codec`. */
export function chosen<T>(codec: IdCodec<T>, [value = '']: readonly string[]): T {
  return codec.decode(value);
}
