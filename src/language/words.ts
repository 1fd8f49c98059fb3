import type { Language } from '../core/language.js';
import { catalogues } from './catalogues/index.js';
import type { MessageKey } from './messages.generated.js';

/** The catalogue's word for a code of ours (`common.sector.protection`), or `otherwise` where it has none. */
export function wordOf(key: string, otherwise: string, language: Language): string {
  const dot = key.indexOf('.');
  const catalogue: Readonly<Record<string, Readonly<Record<string, string>>>> = catalogues[language];
  const words = catalogue[key.slice(0, dot)];
  const name = key.slice(dot + 1);
  return words !== undefined && Object.hasOwn(words, name) ? (words[name] ?? otherwise) : otherwise;
}

/** Whether the catalogues hold this key; all languages hold the same ones. */
export function isMessageKey(key: string): key is MessageKey {
  const dot = key.indexOf('.');
  const catalogue: Readonly<Record<string, Readonly<Record<string, string>>>> = catalogues.en;
  return Object.hasOwn(catalogue[key.slice(0, dot)] ?? {}, key.slice(dot + 1));
}
