import type { Phrase } from '../../../core/phrase.js';
import { phrase } from '../../../language/index.js';
import type { Contradiction } from '../rules/identity.js';

/** Why a line can't be taken; `line`: the earlier one that means the same person. */
export function contradictionPhrase(what: Contradiction, line: number | undefined): Phrase {
  switch (what) {
    case 'bot':
      return phrase('members.import.bot');
    case 'twice':
      return phrase('members.import.duplicate', { line: line ?? 0 });
    default:
      return what satisfies never;
  }
}
