import type { Language } from '../core/language.js';
import { speaker } from './speaker.js';
import { isMessageKey } from './words.js';

/** The catalogue keys that may hold what a channel purpose is called: the last one is in the catalogue of the purpose's name. */
export function purposeLabelKeys(purpose: string): readonly string[] {
  return [`people.channels.purpose.${purpose}`, `${purpose}.channel`];
}

/** What a channel's purpose is called; its name for one that no feature has any more. */
export function purposeLabel(purpose: string, language: Language): string {
  const key = purposeLabelKeys(purpose).find(isMessageKey);
  return key === undefined ? purpose : speaker(language).plainKey(key);
}
