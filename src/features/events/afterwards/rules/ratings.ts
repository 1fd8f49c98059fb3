import { SMALLEST_GROUP } from '../../../../core/small-groups.js';
import type { Feedback } from '../../store/index.js';

/** What organisers see of the answers. */
export interface Ratings {
  readonly answers: number;
  /** Of the answers that are shown: in steps of five, so that one more answer doesn't tell its stars. Null below five. */
  readonly average: number | null;
  readonly averageOf: number;
  /** By their words, so that their order doesn't tell who wrote them. */
  readonly useful: readonly string[];
  readonly missing: readonly string[];
}

/** @param feedback In the order in which people answered. */
export function ratingsOf(feedback: readonly Feedback[]): Ratings {
  const shown = feedback.slice(0, feedback.length - (feedback.length % SMALLEST_GROUP));
  const stars = shown.flatMap((one) => one.stars ?? []);
  const words = (read: (one: Feedback) => string | null) => shown.flatMap((one) => read(one) || []).toSorted();
  const isEnough = stars.length >= SMALLEST_GROUP;
  return {
    answers: feedback.length,
    average: isEnough ? Math.round((10 * stars.reduce((total, one) => total + one, 0)) / stars.length) / 10 : null,
    averageOf: isEnough ? stars.length : 0,
    useful: words(({ useful }) => useful),
    missing: words(({ missing }) => missing),
  };
}
