import type { Phrase } from '../../../core/phrase.js';
import { phrase } from '../../../language/index.js';
import { areSimilarWords, inWords, mayBeWrittenAs } from '../rules/similar-names.js';

/** Names of organisations that a file brings, of which some may be others that are written differently. */
export interface NewNames {
  /** A warning if the name is like one on the list, or like one of an earlier line; it counts for the lines that follow. */
  readonly warnings: (name: string) => readonly Phrase[];
  /** What was added since stays. */
  readonly keep: () => void;
  /** It is forgotten. */
  readonly drop: () => void;
}

/** `approved`: the names on the list before the import. */
export function createNewNames(approved: readonly string[]): NewNames {
  const named = (name: string) => ({ name, words: inWords(name) });
  const listed = approved.map(named);
  const brought: ReturnType<typeof named>[] = [];
  let kept = 0;
  return {
    warnings(name) {
      const one = named(name);
      const into = listed.find(({ words }) => areSimilarWords(words.telling, one.words.telling));
      const other = brought.find(({ words }) => mayBeWrittenAs(words, one.words));
      brought.push(one);
      if (into) return [phrase('members.import.similar-organisation', { name, into: into.name })];
      return other ? [phrase('members.import.similar-in-list', { name, other: other.name })] : [];
    },
    keep() {
      kept = brought.length;
    },
    drop() {
      brought.length = kept;
    },
  };
}
