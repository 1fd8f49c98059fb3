import { isLanguage, type Language } from '../../core/language.js';
import { SECTORS } from '../../core/settings.js';
import { languageName, speaker } from '../../language/index.js';

/** Languages that a form offers, the community's own first; an import may bring any other ISO 639 code. */
export const SPOKEN = ['ar', 'ckb', 'kmr', 'en', 'tk', 'syr', 'tr', 'fa', 'hy', 'fr', 'de', 'es', 'it', 'ru'] as const;

const NAMED = ['kmr', 'tk', 'syr', 'tr', 'fa', 'hy', 'fr', 'de', 'es', 'it', 'ru'] as const;

function isNamed(code: string): code is (typeof NAMED)[number] {
  return NAMED.some((named) => named === code);
}

export function spokenLabel(code: string, language: Language): string {
  const say = speaker(language);
  if (isLanguage(code)) return say.plain(`common.language.${code}`);
  return isNamed(code) ? say.plain(`members.spoken.${code}`) : languageName(code, language);
}

/** Whether `code` is an ISO 639 code of a language that has a name (`xx` has none). */
export function isSpokenCode(code: string): boolean {
  if (!/^[a-z]{2,3}$/.test(code)) return false;
  return SPOKEN.some((known) => known === code) || languageName(code, 'en') !== code;
}

function isKnownSector(code: string): code is (typeof SECTORS)[number] {
  return SECTORS.some((sector) => sector === code);
}

/** A sector's name; one that a community added itself is shown by its code. */
export function sectorLabel(code: string, language: Language): string {
  return isKnownSector(code) ? speaker(language).plain(`common.sector.${code}`) : code;
}
