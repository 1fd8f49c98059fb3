import type { Language } from '../../../core/language.js';
import { fits, type Query, type Word } from './query.js';
import { wordsOf } from './words.js';

/** What a resource is ranked by. */
export interface Candidate {
  readonly id: number;
  readonly title: string;
  readonly summary: string;
  readonly organisation: string;
  readonly languages: readonly Language[];
}

/** What a word counts for where it stands, as a whole and as a beginning. Where else it stands is the text of a file. */
const WEIGHTS = { title: [12, 8], organisation: [6, 4], summary: [5, 3] } as const;
const IN_FILE = 1;
/** What a resource gains that is there in the reader's language: more than any place of one word. */
const OWN_LANGUAGE = 15;

function worth(words: readonly string[], wanted: Word, [whole, beginning]: readonly [number, number]): number {
  if (words.includes(wanted.word)) return whole;
  return words.some((word) => fits(word, wanted)) ? beginning : 0;
}

/** How well a resource answers: the same number wherever its rows came from. */
function score(candidate: Candidate, query: Query, reader: Language): number {
  const [title, organisation, summary] = [wordsOf(candidate.title), wordsOf(candidate.organisation), wordsOf(candidate.summary)];
  const places = query.words.map((wanted) =>
    Math.max(
      worth(title, wanted, WEIGHTS.title),
      worth(organisation, wanted, WEIGHTS.organisation),
      worth(summary, wanted, WEIGHTS.summary),
      IN_FILE,
    ),
  );
  return places.reduce((sum, each) => sum + each, 0) + (candidate.languages.includes(reader) ? OWN_LANGUAGE : 0);
}

/** The best first; of two that are equally good, the newer one. */
export function ranked<T extends Candidate>(candidates: readonly T[], query: Query, reader: Language): readonly T[] {
  return candidates
    .map((candidate) => ({ candidate, score: score(candidate, query, reader) }))
    .sort((one, other) => other.score - one.score || other.candidate.id - one.candidate.id)
    .map(({ candidate }) => candidate);
}
