import type { Language } from '../../core/language.js';
import { formatList, isolate } from '../../language/index.js';

export interface Named {
  readonly name: string;
}

/** Names as a list in a sentence. */
export function namesOf(others: readonly Named[], language: Language): string {
  return formatList(
    others.map(({ name }) => isolate(name)),
    language,
  );
}
