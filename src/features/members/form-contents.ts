import type { Language } from '../../core/language.js';
import type { Settings } from '../../core/settings.js';
import type { Instant } from '../../core/time.js';
import { PLACEHOLDERS } from './defaults.js';
import { GOVERNORATES } from './governorates.js';
import { isSkill, type Skill } from './skills.js';
import { SPOKEN, sectorLabel, spokenLabel } from './spoken.js';
import type { Member, TypedOrganisation } from './types.js';
import { COMMON_ZONES, zoneLabel } from './zones.js';

/** A menu holds 25 options. */
const OPTIONS_MAX = 25;

/** What the forms of the induction and the profile show when they open. */
export function nameContents({ name }: Member) {
  return PLACEHOLDERS.includes(name) ? {} : { values: { name } };
}

/** What they typed before they were asked whether it is another one stays. */
export function proposeContents(typed: TypedOrganisation | undefined) {
  if (!typed) return { values: { type: 'local' as const } };
  const { name, type, governorates } = typed;
  return { values: { name, type, governorates: GOVERNORATES.filter((code) => governorates.includes(code)) } };
}

export function workContents(member: Member, settings: Settings, language: Language) {
  const spoken = [...new Set<string>([...SPOKEN, ...member.languages])].slice(0, OPTIONS_MAX);
  return {
    options: {
      languages: spoken.map((code) => ({ value: code, label: spokenLabel(code, language) })),
      sectors: settings.sectors.map((code) => ({ value: code, label: sectorLabel(code, language) })),
    },
    values: {
      languages: member.languages.length > 0 ? member.languages : [member.language],
      sectors: member.sectors.filter((sector) => settings.sectors.includes(sector)),
    },
  };
}

export function exchangeContents({ offers, wants }: Member) {
  const skills = (items: readonly string[]) => items.filter((item): item is Skill => isSkill(item));
  const own = (items: readonly string[]) => items.filter((item) => !isSkill(item));
  return { values: { offers: skills(offers), 'offers-own': own(offers), wants: skills(wants), 'wants-own': own(wants) } };
}

export function timeContents({ timezone, hours }: Member, settings: Settings, now: Instant) {
  const zones = [...new Set([timezone, settings.timezone, ...COMMON_ZONES])].slice(0, OPTIONS_MAX);
  return {
    options: { timezone: zones.map((zone) => ({ value: zone, label: zoneLabel(zone, now) })) },
    values: { timezone, start: hours.start, end: hours.end },
  };
}

export function emailContents({ email }: Member) {
  return email === null ? {} : { values: { email } };
}
