import type { Language } from '../../../core/language.js';
import type { Query, Word } from './query.js';

/** What a resource is ranked by: its words, folded, with a space on either side of each. */
interface Candidate {
  readonly id: number;
  readonly title: string;
  readonly summary: string;
  readonly organisation: string;
  /** With a space between them. */
  readonly languages: string;
}

/** What a word counts for where it stands, as a whole and as a beginning. Where else it stands is the text of a file. */
const WEIGHTS = { title: [12, 8], organisation: [6, 4], summary: [5, 3] } as const;
const IN_FILE = 1;
/** What a resource gains that is there in the reader's language: more than any place of one word. */
const OWN_LANGUAGE = 15;

function worth(words: string, { word, isBeginning }: Word, [whole, beginning]: readonly [number, number]): number {
  if (words.includes(` ${word} `)) return whole;
  return isBeginning && words.includes(` ${word}`) ? beginning : 0;
}

/** How well a resource answers: the same number wherever its rows came from. */
function score({ title, organisation, summary, languages }: Candidate, query: Query, reader: Language): number {
  const places = query.words.map((wanted) =>
    Math.max(
      worth(title, wanted, WEIGHTS.title),
      worth(organisation, wanted, WEIGHTS.organisation),
      worth(summary, wanted, WEIGHTS.summary),
      IN_FILE,
    ),
  );
  return places.reduce((sum, each) => sum + each, 0) + (languages.split(' ').includes(reader) ? OWN_LANGUAGE : 0);
}

/** The best first; of two that are equally good, the newer one. */
export function ranked<T extends Candidate>(candidates: readonly T[], query: Query, reader: Language): readonly T[] {
  return candidates
    .map((candidate) => ({ candidate, score: score(candidate, query, reader) }))
    .sort((one, other) => other.score - one.score || other.candidate.id - one.candidate.id)
    .map(({ candidate }) => candidate);
}
