import type { Phrase } from '../../../core/phrase.js';
import { phrase } from '../../../language/index.js';
import type { Contradiction } from '../rules/identity.js';

/** Why a line can't be taken; `line`: the earlier one that means the same person. */
export function contradictionPhrase(what: Contradiction, line: number | undefined): Phrase {
  switch (what) {
    case 'accounts-differ':
      return phrase('members.import.accounts-differ');
    case 'email-taken':
      return phrase('members.import.email-taken');
    case 'name-taken':
      return phrase('members.import.name-taken');
    case 'account-other':
      return phrase('members.import.account-other');
    case 'bot':
      return phrase('members.import.bot');
    case 'twice':
      return phrase('members.import.duplicate', { line: line ?? 0 });
    default:
      return what satisfies never;
  }
}
