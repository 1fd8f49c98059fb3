import { isPassing } from '../../core/passing-link.js';
import type { Phrase } from '../../core/phrase.js';
import { phrase } from '../../language/index.js';
import { isOpenLink } from './rules/link.js';

/** Why others could not open a link later, or at all. */
export function refusalOf(link: string): Phrase | undefined {
  if (isPassing(link)) return phrase('common.error.passing-link');
  return isOpenLink(link) ? undefined : phrase('resources-upkeep.error.closed');
}
