import { fold } from '../../core/fold.js';
import { LANGUAGES, type Language } from '../../core/language.js';
import { speaker } from '../../language/index.js';

/**
 * What members offer one another and look for. Codes, so that an offer made in Arabic meets a want told in English;
 * whatever is not here, people say in their own words. A platform's menu holds 25.
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

/** A skill's name in a language; a member's own words as they are. */
export function skillLabel(value: string, language: Language): string {
  return isSkill(value) ? speaker(language).plain(`skills.${value}`) : value;
}

const BY_NAME: ReadonlyMap<string, Skill> = new Map(
  SKILLS.flatMap((skill) => [
    [fold(skill), skill] as const,
    ...LANGUAGES.map((language) => [fold(speaker(language).plain(`skills.${skill}`)), skill] as const),
  ]),
);

/** The code of a skill that is called so in any of our languages; other words stay as they are. */
export function skillOf(words: string): string {
  return BY_NAME.get(fold(words)) ?? words;
}
