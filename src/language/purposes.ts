import type { Language } from '../core/language.js';
import { speaker } from './speaker.js';
import { isMessageKey } from './words.js';

/**
 * The catalogue keys that may hold what a channel purpose is called: in the catalogue of the purpose's name, or, for a
 * place that every community has, in the common one.
 */
export function purposeLabelKeys(purpose: string): readonly string[] {
  return [`${purpose}.channel`, `common.channel.${purpose}`];
}

/** What a channel's purpose is called; its name for one that no feature has any more. */
export function purposeLabel(purpose: string, language: Language): string {
  return firstOf(purposeLabelKeys(purpose), purpose, language);
}

/** The title of a purpose's channel where the bot names its channels itself: a short one of its own, or what it is called. */
export function purposeTitle(purpose: string, language: Language): string {
  const keys = purposeLabelKeys(purpose);
  return firstOf([...keys.map((key) => `${key}.title`), ...keys], purpose, language);
}

function firstOf(keys: readonly string[], otherwise: string, language: Language): string {
  const key = keys.find(isMessageKey);
  return key === undefined ? otherwise : speaker(language).plainKey(key);
}
