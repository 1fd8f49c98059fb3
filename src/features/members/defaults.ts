import { LANGUAGES, type Language } from '../../core/language.js';
import type { Settings } from '../../core/settings.js';
import { speaker } from '../../language/index.js';

/** Stand for a name until the person gives one. */
export const PLACEHOLDERS: readonly string[] = LANGUAGES.map((language) => speaker(language).plain('members.someone'));

/** The language of somebody who has not chosen one. */
export function firstLanguage({ languages }: Pick<Settings, 'languages'>): Language {
  return languages[0] ?? 'en';
}
