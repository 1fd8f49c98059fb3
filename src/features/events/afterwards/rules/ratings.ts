import { SMALLEST_GROUP } from '../../../../core/small-groups.js';

/** What somebody said of an event. */
interface Said {
  readonly stars: number | null;
  readonly useful: string | null;
  readonly missing: string | null;
}

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
export function ratingsOf(feedback: readonly Said[]): Ratings {
  const shown = inSteps(feedback);
  const stars = shownStars(feedback);
  const words = (read: (one: Said) => string | null) => shown.flatMap((one) => read(one) || []).toSorted();
  return {
    answers: feedback.length,
    average: averageOf(stars),
    averageOf: stars.length,
    useful: words(({ useful }) => useful),
    missing: words(({ missing }) => missing),
  };
}

/** The stars of the answers that are shown, if they are five at least. */
export function shownStars(feedback: readonly Pick<Said, 'stars'>[]): readonly number[] {
  const stars = inSteps(feedback).flatMap((one) => one.stars ?? []);
  return stars.length >= SMALLEST_GROUP ? stars : [];
}

/** With one decimal place; null of nothing. */
export function averageOf(stars: readonly number[]): number | null {
  return stars.length === 0 ? null : Math.round((10 * stars.reduce((total, one) => total + one, 0)) / stars.length) / 10;
}

function inSteps<T>(feedback: readonly T[]): readonly T[] {
  return feedback.slice(0, feedback.length - (feedback.length % SMALLEST_GROUP));
}
