import { fold } from '../../core/fold.js';
import { isZone } from '../../core/settings.js';
import type { Instant, Zone } from '../../core/time.js';

/** Zones that a menu offers: where members of a network in Iraq live and work. `/profile timezone` takes any other. */
export const COMMON_ZONES: readonly Zone[] = [
  'Asia/Baghdad',
  'Asia/Amman',
  'Asia/Beirut',
  'Asia/Damascus',
  'Asia/Dubai',
  'Asia/Kuwait',
  'Asia/Riyadh',
  'Asia/Tehran',
  'Europe/Istanbul',
  'Africa/Cairo',
  'Africa/Tunis',
  'Africa/Nairobi',
  'Europe/Berlin',
  'Europe/London',
  'Europe/Paris',
  'Europe/Rome',
  'Europe/Stockholm',
  'Europe/Zurich',
  'America/New_York',
  'America/Toronto',
  'Asia/Kolkata',
  'Australia/Sydney',
];

/** Read once, since making this list is slow. */
const ALL_ZONES: readonly Zone[] = Intl.supportedValuesOf('timeZone');
const BY_NAME: ReadonlyMap<string, Zone> = new Map(ALL_ZONES.map((zone) => [zone.toLowerCase(), zone]));

/** A city's name or an IANA zone, in any case: `baghdad` → `Asia/Baghdad`. `undefined` if none or several fit. */
export function zoneOf(typed: string): Zone | undefined {
  const wanted = fold(typed).replaceAll(' ', '_');
  if (wanted === '') return undefined;
  const whole = BY_NAME.get(wanted);
  if (whole) return whole;
  const cities = ALL_ZONES.filter((zone) => zone.toLowerCase().endsWith(`/${wanted}`));
  if (cities.length === 1) return cities[0];
  // Older names (`Asia/Calcutta`, `UTC`) are not in the list but are known; bare offsets are not zones.
  return /^[a-z_]+(\/[a-z_+-]+)*$/i.test(typed.trim()) && isZone(typed.trim()) ? typed.trim() : undefined;
}

/** Zones whose name contains what was typed, at most `limit`, common ones first. */
export function suggestZones(typed: string, limit: number): readonly Zone[] {
  const wanted = fold(typed).replaceAll(' ', '_');
  return [...new Set([...COMMON_ZONES, ...ALL_ZONES])].filter((zone) => zone.toLowerCase().includes(wanted)).slice(0, limit);
}

/** `Asia/Baghdad (UTC+3)`: with the offset of `at`, for a menu. */
export function zoneLabel(zone: Zone, at: Instant): string {
  const offset = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')
    ?.value.replace('GMT', 'UTC');
  return `${zone.replaceAll('_', ' ')} (${offset ?? 'UTC'})`;
}
