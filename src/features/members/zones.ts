import { nameKey } from '../../core/fold.js';
import { isZone } from '../../core/settings.js';
import type { Instant, Zone } from '../../core/time.js';
import { knownGovernorate } from './governorates.js';

const IRAQ: Zone = 'Asia/Baghdad';

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

/** Cities whose zone has the name of another one, or an older name, and what Windows calls the zones of this region. */
const OTHER_NAMES: Readonly<Record<Zone, readonly string[]>> = {
  'Asia/Baghdad': ['Iraq', 'Kurdistan', 'Arabic Standard Time', 'العراق', 'عێراق', 'كوردستان'],
  'Asia/Riyadh': ['Saudi Arabia', 'Jeddah', 'Mecca', 'Arab Standard Time', 'الرياض', 'جدة', 'السعودية'],
  'Asia/Kuwait': ['الكويت', 'Kuwait City'],
  'Asia/Dubai': ['Abu Dhabi', 'UAE', 'Arabian Standard Time', 'دبي', 'أبو ظبي'],
  'Asia/Amman': ['Jordan', 'Jordan Standard Time', 'عمان', 'الأردن'],
  'Asia/Beirut': ['Lebanon', 'Middle East Standard Time', 'بيروت', 'لبنان'],
  'Asia/Damascus': ['Syria', 'Aleppo', 'Syria Standard Time', 'دمشق', 'حلب', 'سوريا', 'Qamishli', 'قامشلو'],
  'Asia/Tehran': ['Iran', 'Iran Standard Time', 'طهران', 'تاران'],
  'Europe/Istanbul': ['Turkey', 'Türkiye', 'Ankara', 'Gaziantep', 'Diyarbakir', 'Amed', 'Turkey Standard Time', 'اسطنبول', 'ئەستەنبوڵ'],
  'Africa/Cairo': ['Egypt', 'Egypt Standard Time', 'القاهرة', 'مصر'],
  'Europe/Berlin': ['Germany', 'W. Europe Standard Time', 'برلين'],
  'Europe/London': ['UK', 'GMT Standard Time', 'لندن', 'Edinburgh', 'Manchester'],
  'Europe/Paris': ['France', 'Romance Standard Time', 'باريس'],
  'Europe/Zurich': ['Geneva', 'Switzerland', 'Bern', 'جنيف'],
  'America/New_York': ['Washington', 'Eastern Standard Time'],
  'Asia/Kolkata': ['India', 'Kolkata', 'Calcutta', 'Delhi', 'New Delhi', 'Mumbai', 'India Standard Time'],
  'Europe/Kyiv': ['Kyiv', 'Kiev', 'Ukraine', 'FLE Standard Time'],
  'Asia/Kathmandu': ['Kathmandu', 'Katmandu', 'Nepal Standard Time'],
  'Asia/Yangon': ['Yangon', 'Rangoon', 'Myanmar Standard Time'],
  'Asia/Ho_Chi_Minh': ['Ho Chi Minh', 'Saigon'],
  UTC: ['GMT', 'Coordinated Universal Time'],
};

const zoneKey = (name: string): string => nameKey(name.replaceAll(/[_/]/g, ' '));
const cityOf = (zone: Zone): string => zone.slice(zone.lastIndexOf('/') + 1);

/** Read once, since making this list is slow. */
const ALL_ZONES: readonly Zone[] = Intl.supportedValuesOf('timeZone');
const BY_NAME: ReadonlyMap<string, Zone> = new Map([
  ...Object.entries(OTHER_NAMES).flatMap(([zone, names]) => names.map((name) => [zoneKey(name), zone] as const)),
  ...[...Object.keys(OTHER_NAMES), ...ALL_ZONES].map((zone) => [zoneKey(zone), zone] as const),
]);
const BY_CITY: ReadonlyMap<string, readonly Zone[]> = zonesByCity();

/**
 * A city's name in a language of the community, a governorate, an IANA zone or Windows' name of one, in any case: `baghdad`, `Mosul`,
 * `هەولێر` → `Asia/Baghdad`. `undefined` if none or several fit.
 */
export function zoneOf(typed: string): Zone | undefined {
  const wanted = zoneKey(typed);
  if (wanted === '') return undefined;
  const known = BY_NAME.get(wanted);
  if (known) return known;
  const [city, another] = BY_CITY.get(wanted) ?? [];
  if (city !== undefined && another === undefined) return city;
  if (knownGovernorate(typed) !== undefined) return IRAQ;
  // Older names (`Asia/Calcutta`, `UTC`) are not in the list but are known; bare offsets are not zones.
  const name = typed.trim();
  return /^[a-z_]+(\/[a-z_+-]+)*$/i.test(name) && !isAmbiguous(name) && isZone(name) ? name : undefined;
}

/** Short forms stand for several zones (`AST` for Arabia's, the Atlantic's and Alaska's), and the machine takes one of them. */
const isAmbiguous = (name: string): boolean => /^[a-z]{3}$/i.test(name) && !/^(?:UTC|GMT|CET|EET|WET|MET)$/i.test(name);

function zonesByCity(): ReadonlyMap<string, readonly Zone[]> {
  const zones = new Map<string, readonly Zone[]>();
  for (const zone of ALL_ZONES) zones.set(zoneKey(cityOf(zone)), [...(zones.get(zoneKey(cityOf(zone))) ?? []), zone]);
  return zones;
}

/** Zones whose name contains what was typed, at most `limit`, common ones first. */
export function suggestZones(typed: string, limit: number): readonly Zone[] {
  const wanted = zoneKey(typed);
  const meant = zoneOf(typed);
  const named = [...COMMON_ZONES, ...ALL_ZONES].filter((zone) => zoneKey(zone).includes(wanted));
  return [...new Set([...(meant === undefined ? [] : [meant]), ...named])].slice(0, limit);
}

/** `Asia/Baghdad (UTC+3)`: with the offset of `at`, for a menu. */
export function zoneLabel(zone: Zone, at: Instant): string {
  const offset = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')
    ?.value.replace('GMT', 'UTC');
  return `${zone.replaceAll('_', ' ')} (${offset ?? 'UTC'})`;
}
