import type { Language } from '../core/language.js';
import { catalogues } from './catalogues/index.js';
import type { MessageKey } from './messages.generated.js';
import { speaker } from './speaker.js';

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

/** The codes that a catalogue has words for: `events.kind.webinar` is one for `webinar`. */
type CodeOf<Prefix extends string> = MessageKey extends infer K ? (K extends `${Prefix}.${infer Code}` ? Code : never) : never;

/**
 * The words of codes, which a catalogue has by their names: `wordsOf('events.kind')('webinar', 'en')`.
 *
 * @returns A function that throws a `RangeError` for a code without words.
 */
export function wordsOf<Prefix extends string>(prefix: Prefix): (code: CodeOf<Prefix>, language: Language) => string {
  return (code, language) => {
    const key = `${prefix}.${code}`;
    if (!isMessageKey(key)) throw new RangeError(`no words for ${key}`);
    return speaker(language).plainKey(key);
  };
}
