import { contentWords } from '../../../core/content-words.js';
import type { Language } from '../../../core/language.js';

/** What is known of a resource: its words, folded, and its languages, with a space between them. */
interface Candidate {
  readonly id: number;
  readonly title: string;
  readonly summary: string;
  readonly languages: string;
}

interface About {
  readonly texts: readonly { readonly title: string; readonly text: string }[];
  readonly language: Language;
}

/** What a word counts for that stands in the title of a subject, or in the rest of what is said of it. */
const OF_SUBJECT = { title: 2, text: 1 } as const;
/** The same for where the resource has it. */
const OF_RESOURCE = { title: 3, summary: 1 } as const;
/** What being of the same sector counts for. */
const SAME_SECTOR = 3;
/** How many words a resource of another sector needs in common; fewer may be shared by chance. */
const WORDS_ALONE_MIN = 2;
/** How many are named that have only the sector in common. */
const SECTOR_ALONE_MAX = 1;

/** The words of a subject, those of its title first, each with what it counts for. */
export function weighedWords(texts: About['texts']): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const part of ['title', 'text'] as const) {
    for (const word of texts.flatMap((one) => [...contentWords(one[part])])) if (!weights.has(word)) weights.set(word, OF_SUBJECT[part]);
  }
  return weights;
}

/**
 * Those that fit a subject, the best first: words in common count by where they stand, and so does its sector. Of two that fit equally
 * well, one in its language comes first, then the newer one. Where no words fit, one of the sector does.
 */
export function fitting<T extends Candidate>(
  { texts, language }: About,
  ofSector: readonly T[],
  others: readonly T[],
  limit: number,
): readonly T[] {
  const weights = weighedWords(texts);
  const sector = new Set(ofSector.map(({ id }) => id));
  const all = new Map([...ofSector, ...others].map((one) => [one.id, one] as const));
  const scored = [...all.values()]
    .map((one) => {
      const isOfSector = sector.has(one.id);
      const { count, score } = sharedWords(one, weights);
      const fits = count >= (isOfSector ? 1 : leastWords(texts));
      return { one, fits, score: score + (isOfSector ? SAME_SECTOR : 0), isOwn: one.languages.split(' ').includes(language) };
    })
    .sort((a, b) => b.score - a.score || Number(b.isOwn) - Number(a.isOwn) || b.one.id - a.one.id);
  const chosen = scored.filter(({ fits }) => fits).slice(0, limit);
  const shown = chosen.length > 0 ? chosen : scored.filter(({ one }) => sector.has(one.id)).slice(0, SECTOR_ALONE_MAX);
  return shown.map(({ one }) => one);
}

/** A subject of one word is about that word. */
function leastWords(texts: About['texts']): number {
  return texts.some(({ title, text }) => contentWords(`${title} ${text}`).size < WORDS_ALONE_MIN) ? 1 : WORDS_ALONE_MIN;
}

/** The words in common, and what they count for. */
function sharedWords(
  { title, summary }: Candidate,
  weights: ReadonlyMap<string, number>,
): { readonly count: number; readonly score: number } {
  const [inTitle, inSummary] = [contentWords(title), contentWords(summary)];
  const shared = [...weights].filter(([word]) => inTitle.has(word) || inSummary.has(word));
  const score = shared.reduce((sum, [word, weight]) => sum + weight * (inTitle.has(word) ? OF_RESOURCE.title : OF_RESOURCE.summary), 0);
  return { count: shared.length, score };
}
