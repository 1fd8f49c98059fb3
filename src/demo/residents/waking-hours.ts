import { addDays, instantOf, localDateOf, localTimeOf } from '../../calendar/wall-clock.js';
import { after, type Instant, MINUTE, toLocalTime, type Zone } from '../../core/time.js';
import type { Chance } from '../random.js';

const MORNING = toLocalTime('08:00');
const EVENING = toLocalTime('21:30');

/**
 * Moves an instant into a resident's waking hours.
 *
 * @param zone The resident's time zone.
 * @returns `at` between 08:00 and 21:30, otherwise 5 to 150 minutes after the next 08:00.
 */
export function withinWakingHours(at: Instant, zone: Zone, chance: Chance): Instant {
  const time = localTimeOf(at, zone);
  if (time >= MORNING && time < EVENING) return at;
  const date = localDateOf(at, zone);
  return after(instantOf(time < MORNING ? date : addDays(date, 1), MORNING, zone), chance.between(5, 150) * MINUTE);
}
