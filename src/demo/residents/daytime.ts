import { addDays, instantOf, localDateOf, localTimeOf } from '../../calendar/wall-clock.js';
import { type Instant, MINUTE, type Zone } from '../../core/time.js';
import type { Chance } from '../random.js';

/** `at`, or some minutes after breakfast if that hour is one to sleep in. */
export function awake(at: Instant, zone: Zone, chance: Chance): Instant {
  const time = localTimeOf(at, zone);
  if (time >= '08:00' && time < '21:30') return at;
  const date = localDateOf(at, zone);
  return instantOf(time < '08:00' ? date : addDays(date, 1), '08:00', zone) + chance.between(5, 150) * MINUTE;
}
