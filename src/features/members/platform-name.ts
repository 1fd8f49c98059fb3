import type { Language } from '../../core/language.js';
import { speaker } from '../../language/index.js';

/** What people call a platform; one that the catalogues do not name keeps its code. */
export function platformName(platform: string, language: Language): string {
  const say = speaker(language);
  switch (platform) {
    case 'web':
    case 'slack':
    case 'discord':
      return say.plain(`people.platform.${platform}`);
    default:
      return platform;
  }
}
