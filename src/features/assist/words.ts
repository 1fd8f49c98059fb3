import { LANGUAGES } from '../../core/language.js';
import { isMessageKey, type MessageKey, speaker } from '../../language/index.js';

/** What a command is called in all languages: people type in the one that they think in. */
export function wordsOf(key: string): readonly string[] {
  if (!isMessageKey(key)) return [];
  return [
    ...new Set(
      LANGUAGES.flatMap((language) =>
        speaker(language)
          .plainKey(key satisfies MessageKey)
          .split(/[,،]/),
      ),
    ),
  ].map((word) => word.trim());
}
