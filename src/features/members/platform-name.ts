import type { Language } from '../../core/language.js';
import { speaker } from '../../language/index.js';
import { PLATFORMS } from '../../ports/identity.js';

/** What people call a platform; one that the catalogues do not name keeps its code. */
export function platformName(platform: string, language: Language): string {
  const known = PLATFORMS.find((each) => each === platform);
  return known === undefined ? platform : speaker(language).plain(`people.platform.${known}`);
}
