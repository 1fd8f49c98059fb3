import type { Instant } from '../../../../core/time.js';
import type { Session } from '../../types.js';

/** When an event of a series was to begin, and when it is held now. */
export interface SeriesMove {
  readonly from: Instant;
  readonly to: Instant;
  readonly end: Instant;
}

/** So many moves one message names; it says how many more there are. */
export const MOVES_TOLD = 6;

type Hours = Pick<Session, 'startsAt' | 'endsAt'>;

/** Sessions whose hours are others now. */
export function movesOf(before: readonly Hours[], now: readonly Hours[]): readonly SeriesMove[] {
  return before.flatMap(({ startsAt, endsAt }, index): readonly SeriesMove[] => {
    const hours = now[index];
    if (!hours || (hours.startsAt === startsAt && hours.endsAt === endsAt)) return [];
    return [{ from: startsAt, to: hours.startsAt, end: hours.endsAt }];
  });
}
