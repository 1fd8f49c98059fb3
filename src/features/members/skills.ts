import { nameKey } from '../../core/fold.js';
import { LANGUAGES, type Language } from '../../core/language.js';
import { speaker } from '../../language/index.js';

/**
 * What members offer one another and look for. They are codes, so that an offer in Arabic meets a want in English; members
 * write anything else as phrases of their own. A menu holds 25 options.
 */
export const SKILLS = [
  'grant-budgets',
  'proposal-writing',
  'fundraising',
  'monitoring-evaluation',
  'data-analysis',
  'project-management',
  'advocacy',
  'media',
  'legal-aid',
  'case-management',
  'psychosocial-support',
  'gbv-response',
  'child-protection',
  'safeguarding',
  'community-dialogue',
  'womens-leadership',
  'youth-engagement',
  'livelihoods',
  'training-facilitation',
  'coordination',
  'translation',
  'digital-security',
  'climate-adaptation',
  'disability-inclusion',
] as const;
export type Skill = (typeof SKILLS)[number];

export function isSkill(value: string): value is Skill {
  return SKILLS.some((skill) => skill === value);
}

/** A skill's name in a language; a member's own phrase stays as it is. */
export function skillLabel(value: string, language: Language): string {
  return isSkill(value) ? speaker(language).plain(`skills.${value}`) : value;
}

const BY_NAME: ReadonlyMap<string, Skill> = new Map(
  SKILLS.flatMap((skill) => [
    [nameKey(skill), skill] as const,
    ...LANGUAGES.map((language) => [nameKey(speaker(language).plain(`skills.${skill}`)), skill] as const),
  ]),
);

/** The code of the skill that has this name in any language; another phrase stays as it is. */
export function skillOf(words: string): string {
  return BY_NAME.get(nameKey(words)) ?? words;
}
