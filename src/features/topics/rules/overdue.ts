import { after, between, DAY, HOUR, type Instant, latest } from '../../../core/time.js';

/** An opening that is later than this is overdue: the bot was off at its hour. */
const LATE_MS = HOUR;
/** The pause between two overdue openings, in milliseconds, so that people can follow each discussion. */
export const OVERDUE_GAP_MS = DAY;

interface Planned {
  readonly id: number;
  readonly opensAt: Instant;
}

export function isOverdue({ opensAt }: Pick<Planned, 'opensAt'>, now: Instant): boolean {
  return between(opensAt, now) > LATE_MS;
}

/**
 * When a topic opens. One that is overdue waits for those that are overdue longer, and opens a day after the last opening at the
 * earliest; any other one opens at its hour.
 * @param planned All planned topics.
 */
export function openingTime(
  topic: Planned,
  planned: readonly Planned[],
  { lastOpening, now }: { readonly lastOpening: Instant | undefined; readonly now: Instant },
): Instant {
  if (!isOverdue(topic, now)) return latest(topic.opensAt, now);
  const isBefore = (other: Planned) => other.opensAt < topic.opensAt || (other.opensAt === topic.opensAt && other.id < topic.id);
  const earlier = planned.filter((other) => isOverdue(other, now) && isBefore(other)).length;
  const first = lastOpening === undefined ? now : latest(now, after(lastOpening, OVERDUE_GAP_MS));
  return after(first, earlier * OVERDUE_GAP_MS);
}
