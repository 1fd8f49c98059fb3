import { SMALLEST_GROUP } from '../../../core/small-groups.js';
import { between, DAY, type Instant } from '../../../core/time.js';
import type { RequestState } from '../requests/types.js';

/** What is known of a request that was asked. */
export interface Timed {
  readonly state: RequestState;
  readonly sectors: readonly string[];
  readonly askedAt: Instant | null;
  readonly answeredAt: Instant | null;
}

/** How requests were answered. */
export interface AnswerTimes {
  readonly asked: number;
  readonly answered: number;
  readonly confirmed: number;
  /** How long the first answer took, in the middle of all; undefined for fewer than five. */
  readonly medianMs: number | undefined;
  /** Sectors in which at least five were answered; one request may count in several. */
  readonly sectors: readonly { readonly sector: string; readonly answered: number; readonly medianMs: number }[];
}

/** Counts requests and measures the time to the first answer. Fewer than five are not broken down. */
export function answerTimes(requests: readonly Timed[]): AnswerTimes {
  const answered = requests.flatMap(({ sectors, askedAt, answeredAt }) =>
    askedAt === null || answeredAt === null ? [] : [{ sectors, took: between(askedAt, answeredAt) }],
  );
  const sectors = [...new Set(answered.flatMap((one) => one.sectors))].sort().flatMap((sector) => {
    const took = answered.flatMap((one) => (one.sectors.includes(sector) ? [one.took] : []));
    const medianMs = median(took);
    return medianMs === undefined ? [] : [{ sector, answered: took.length, medianMs }];
  });
  return {
    asked: requests.length,
    answered: answered.length,
    confirmed: requests.filter(({ state }) => state === 'confirmed').length,
    medianMs: median(answered.map(({ took }) => took)),
    sectors,
  };
}

/** In whole days, so that nothing is told of one person's hour. */
export const daysOf = (ms: number): number => Math.max(1, Math.ceil(ms / DAY));

/** Undefined for fewer than five. */
function median(numbers: readonly number[]): number | undefined {
  if (numbers.length < SMALLEST_GROUP) return undefined;
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? 0, sorted[Math.floor(middle)] ?? 0];
  return (low + high) / 2;
}
