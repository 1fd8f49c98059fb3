import type { Language } from '../../src/core/language.js';
import { catalogues } from '../../src/language/catalogues/index.js';

/** The keys of an adapter's own catalogue whose words do not stand in `pages`: of each message, the longest piece between placeholders. */
export function unseenWords(catalogue: 'discord' | 'slack', language: Language, pages: string, elsewhere: RegExp): readonly string[] {
  const messages: Readonly<Record<string, string>> = catalogues[language][catalogue];
  return Object.entries(messages)
    .filter(([key]) => !elsewhere.test(key))
    .filter(([, message]) => {
      const [longest = ''] = message.split(/\{[^}]*\}/).toSorted((one, other) => other.length - one.length);
      return !pages.includes(longest.trim());
    })
    .map(([key]) => key);
}
