import type { Instant, LocalTime, Zone } from '../core/time.js';
import { addDays, instantOf, localDateOf, localTimeOf } from './wall-clock.js';

/** Hours of each day on a wall clock; a span whose end is not after its start passes midnight; equal ends are empty. */
export interface Span {
  readonly start: LocalTime;
  readonly end: LocalTime;
}

/** Whether the wall clock of `zone` stands within `span` at `instant`; the end does not belong to it. */
export function isWithin(instant: Instant, zone: Zone, span: Span): boolean {
  const time = localTimeOf(instant, zone);
  if (span.start === span.end) return false;
  return span.start < span.end ? time >= span.start && time < span.end : time >= span.start || time < span.end;
}

/** Whether a person in `zone` has quiet hours now. */
export function isQuiet(instant: Instant, zone: Zone, quietHours: Span): boolean {
  return isWithin(instant, zone, quietHours);
}

/** The first moment from `instant` on that is not in quiet hours; `instant` itself when it isn't. */
export function endOfQuiet(instant: Instant, zone: Zone, quietHours: Span): Instant {
  if (!isQuiet(instant, zone, quietHours)) return instant;
  const today = localDateOf(instant, zone);
  const end = instantOf(today, quietHours.end, zone);
  return end > instant ? end : instantOf(addDays(today, 1), quietHours.end, zone);
}
