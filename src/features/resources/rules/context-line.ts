import { otherReadings } from './ligatures.js';
import { fits, type Word } from './query.js';
import { rawWordsOf, wordsOf } from './words.js';

/** A piece of a text as it was written; `found`: one of the words that were asked for. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** Letters with the marks that belong to them: vowels, tatweel, joiners, and what stands within a word. */
const TOKEN = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\u0640'’-]|\u200c|\u200d)*/gu;
/** How much is shown before the first word that was found, and altogether. */
const BEFORE = 50;
const WHOLE = 180;

/** The words that were asked for, marked in the original; undefined if none is in it. */
export function contextLine(text: string, words: readonly Word[]): readonly Piece[] | undefined {
  const flat = text.replace(/\s+/g, ' ').trim();
  const hits: { readonly start: number; readonly end: number }[] = [];
  // Folded words are remembered, because folding is slow and most words of a text are repeated.
  const known = new Map<string, boolean>();
  const isWanted = (token: string): boolean => {
    const before = known.get(token);
    if (before !== undefined) return before;
    // A word of a PDF is found by what it may be as well.
    const all = [token, ...rawWordsOf(token).flatMap(otherReadings)].flatMap(wordsOf);
    const found = all.some((word) => words.some((wanted) => fits(word, wanted)));
    known.set(token, found);
    return found;
  };
  for (const match of flat.matchAll(TOKEN)) {
    if (isWanted(match[0])) {
      hits.push({ start: match.index, end: match.index + match[0].length });
    }
    if (hits.length > 0 && match.index > (hits[0]?.start ?? 0) + WHOLE) break;
  }
  const [first] = hits;
  if (!first) return undefined;
  const start = startOf(flat, first.start - BEFORE);
  const end = endOf(flat, start + WHOLE, first.end);
  const pieces: Piece[] = [];
  let at = start;
  for (const hit of hits) {
    if (hit.end > end) break;
    if (hit.start > at) pieces.push({ text: flat.slice(at, hit.start), found: false });
    pieces.push({ text: flat.slice(hit.start, hit.end), found: true });
    at = hit.end;
  }
  if (at < end) pieces.push({ text: flat.slice(at, end), found: false });
  return [...(start > 0 ? [{ text: '… ', found: false }] : []), ...pieces, ...(end < flat.length ? [{ text: ' …', found: false }] : [])];
}

/** The next beginning of a word, so that no word is cut. */
function startOf(text: string, wanted: number): number {
  return wanted <= 0 ? 0 : text.indexOf(' ', wanted) + 1;
}

function endOf(text: string, wanted: number, least: number): number {
  if (wanted >= text.length) return text.length;
  return Math.max(text.lastIndexOf(' ', wanted), least);
}
