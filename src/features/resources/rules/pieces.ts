import type { PartOfText } from '../types.js';
import { otherReadings } from './ligatures.js';
import { foldedText, rawWordsOf, wordsOf } from './words.js';

/** How many characters one piece of a text has at most, so that a line of context is found quickly. */
const PIECE_MAX = 4000;
/** How many words of the next piece are added to a piece: more than a phrase of a search has. */
const OVERLAP_WORDS = 40;
/** In how many characters of the next piece these words are looked for. */
const OVERLAP_TEXT = 800;

export interface TextPiece extends Pick<PartOfText, 'place' | 'number'> {
  readonly body: string;
  /** Its words, and the first of the next piece that the sentence may go on in, so that a phrase over both is found. */
  readonly folded: string;
}

/** The text of a file in pieces that are searched one by one. `isPdf`: its ligatures may be read the wrong way. */
export function piecesOf(parts: readonly PartOfText[], isPdf = false): readonly TextPiece[] {
  const pieces = parts.flatMap(({ text, ...where }) => cut(text.replaceAll('\0', ' ')).map((body) => ({ ...where, body })));
  return pieces.map((piece, index) => {
    const next = pieces[index + 1];
    const follows = next && goesOn(piece, next) ? wordsOf(next.body.slice(0, OVERLAP_TEXT)).slice(0, OVERLAP_WORDS) : [];
    // After the words in their order, so that no phrase is broken by what they may be as well.
    const others = isPdf ? [...new Set(rawWordsOf(piece.body).flatMap(otherReadings).flatMap(wordsOf))] : [];
    return { ...piece, folded: `${foldedText(piece.body)}${[...follows, ...others].map((word) => `${word} `).join('')}` };
  });
}

/** A sentence goes on over the end of a page, but not over that of a slide. */
function goesOn(piece: Pick<PartOfText, 'place' | 'number'>, next: Pick<PartOfText, 'place' | 'number'>): boolean {
  if (piece.place !== next.place) return false;
  return piece.number === next.number || (piece.place === 'page' && next.number === piece.number + 1);
}

function cut(text: string): readonly string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = text.length - start <= PIECE_MAX ? text.length : Math.max(text.lastIndexOf(' ', start + PIECE_MAX), start + PIECE_MAX / 2);
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}
