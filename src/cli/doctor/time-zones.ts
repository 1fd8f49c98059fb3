import { LANGUAGES } from '../../core/language.js';
import type { Clock, Zone } from '../../core/time.js';
import { phrase } from '../../language/index.js';
import { type Finding, findingsOf } from './finding.js';

const { ok, warning, wrong } = findingsOf('time-zones');

/** Time zone rules change every year, so older data give wrong hours in some zones. */
const YEARS_GOOD = 2;

/** Checks that Node knows time zones and languages, and how old its rules are. `version` is `process.versions.tz`, such as `2025b`. */
export function checkTimeZones(zone: Zone, clock: Clock, version: string | undefined): readonly Finding[] {
  if (!knowsZones()) return [wrong(phrase('doctor.zones.missing'), phrase('doctor.zones.missing-mend'))];
  const unknown = LANGUAGES.filter((language) => Intl.DateTimeFormat.supportedLocalesOf([language]).length === 0);
  if (unknown.length > 0) {
    return [warning(phrase('doctor.zones.languages', { languages: unknown.join(', ') }), phrase('doctor.zones.missing-mend'))];
  }
  const year = Number(version?.slice(0, 4));
  if (new Date(clock.now()).getUTCFullYear() - year > YEARS_GOOD) {
    return [warning(phrase('doctor.zones.old', { version: version ?? '?' }), phrase('doctor.zones.old-mend'))];
  }
  return [ok(phrase('doctor.zones.ok', { zone, version: version ?? '?' }))];
}

/** Iraq abolished daylight saving time in 2008, so data that still have it, or lack the zone, are unusable. */
function knowsZones(): boolean {
  try {
    const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Baghdad', hour: '2-digit', hourCycle: 'h23' });
    return hour.format(Date.UTC(2026, 0, 1, 9)) === '12' && hour.format(Date.UTC(2026, 6, 1, 9)) === '12';
  } catch {
    return false;
  }
}
