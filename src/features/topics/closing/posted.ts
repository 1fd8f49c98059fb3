import type { TopicRecord } from '../store/index.js';
import type { PostedSummary } from '../types.js';

/**
 * The summary that readers see: as it was posted last, also while another is being written for a topic that was reopened. What
 * became of its recommendations since belongs to it. Undefined before the first was posted.
 */
export function postedSummary({ summary, recommendations, earlier }: Omit<TopicRecord, 'topic'>): PostedSummary | undefined {
  const last = earlier.at(-1);
  if (summary?.state === 'asked' && last !== undefined) {
    const now = new Map(recommendations.map((one) => [one.id, one]));
    return {
      ...last,
      recommendations: last.recommendations.map((one) => {
        const { outcome, outcomeWords } = now.get(one.id) ?? one;
        return { ...one, outcome, outcomeWords };
      }),
    };
  }
  if (summary === undefined || summary.writtenAt === null) return undefined;
  return { ...summary, writtenAt: summary.writtenAt, recommendations };
}

/** The summaries that others replaced, the last one first. */
export function replacedSummaries(record: Omit<TopicRecord, 'topic'>): readonly PostedSummary[] {
  const shown = postedSummary(record);
  return record.earlier.filter(({ writtenAt }) => writtenAt !== shown?.writtenAt).toReversed();
}
