import { NotFoundError } from '../../../core/errors.js';
import { type IdCodec, numberId } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import type { RecommendationId, TopicId } from '../types.js';

export const goneTopic = () => new NotFoundError('not a topic', phrase('topics-closing.error.gone'));
export const goneRecommendation = () => new NotFoundError('not a recommendation', phrase('topics-closing.error.recommendation-gone'));
export const topicId = numberId<TopicId>(goneTopic);
export const recommendationId = numberId<RecommendationId>(goneRecommendation);

/** The topic of a button; 0 where a menu brings it as its value. */
export const topicOrNone: IdCodec<TopicId | undefined> = {
  shape: 'a number or 0',
  encode: (id) => id ?? 0,
  decode: (text) => (text === '0' ? undefined : topicId.decode(text)),
};

/** A summary in the version that was read. */
export interface ReadSummary {
  readonly topic: TopicId;
  readonly version: number;
}

/** `<topic>.<version>`: nobody overwrites what they have not read. */
export const summaryId: IdCodec<ReadSummary> = {
  shape: '`<topic>.<version>`',
  encode: ({ topic, version }) => `${topic}.${version}`,
  decode(text) {
    const [topic = '', version = ''] = text.split('.');
    if (!/^\d{1,9}$/.test(version)) throw goneTopic();
    return { topic: topicId.decode(topic), version: Number(version) };
  },
};

/** A recommendation of a topic, or a new one. */
export interface OfTopic {
  readonly topic: TopicId;
  readonly recommendation: RecommendationId | undefined;
}

/** `<topic>.<recommendation>`; 0 for a new one. */
export const recommendedId: IdCodec<OfTopic> = {
  shape: '`<topic>.<recommendation>`, 0 for a new one',
  encode: ({ topic, recommendation }) => `${topic}.${recommendation ?? 0}`,
  decode(text) {
    const [topic = '', recommendation = ''] = text.split('.');
    return {
      topic: topicId.decode(topic),
      recommendation: recommendation === '0' ? undefined : recommendationId.decode(recommendation),
    };
  },
};

/** What was chosen in a menu, read by `codec`. */
export function chosen<T>(codec: IdCodec<T>, [value = '']: readonly string[]): T {
  return codec.decode(value);
}
