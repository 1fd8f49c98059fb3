import { ComponentType } from 'discord.js';
import { directionOf, type Language } from '../../../src/core/language.js';
import { LIMITS } from '../limits.js';
import type { Piece } from './pack.js';
import { type Atom, balanced, splitAtoms } from './text.js';

const RIGHT_TO_LEFT_MARK = '\u200f';

/**
 * Text as text displays, one for each piece that fits.
 *
 * @param prefix What each line begins with, in Discord's Markdown.
 * @param language The text's language, which gives each line its direction; `undefined` for what people wrote themselves.
 */
export function textPieces(atoms: readonly Atom[], prefix: string, language?: Language): readonly Piece[] {
  const lead = prefix + (language !== undefined && directionOf(language) === 'rtl' ? RIGHT_TO_LEFT_MARK : '');
  const led = atoms.map((atom) => (atom.text === '\n' && lead !== '' ? { text: `\n${lead}` } : atom));
  return splitAtoms(led, LIMITS.text - lead.length * 2).flatMap((piece) => textPiece(piece, lead));
}

function textPiece(atoms: readonly Atom[], lead: string): readonly Piece[] {
  const whole = atoms.map(({ text }) => text).join('');
  // When a piece ends with a line break, the prefix of the next line stands at its end.
  const words = lead !== '' && whole.endsWith(`\n${lead}`) ? whole.slice(0, -lead.length - 1) : whole;
  if (!isVisible(words)) return [];
  const content = balanced(words.startsWith(lead) ? words : lead + words);
  const mentions = atoms.flatMap(({ mention }) => mention ?? []);
  return [{ component: { type: ComponentType.TextDisplay, content }, size: 1, text: content.length, mentions }];
}

/** Whether a text shows anything: Discord refuses a text display of invisible characters. */
function isVisible(words: string): boolean {
  return /[^\s>#\-\p{Cf}\p{Cc}\p{M}\u2800\u3164\u115f\u1160]/u.test(words);
}

/** Lines in as few text displays as possible. */
export function linePieces(
  lines: readonly { readonly prefix: string; readonly atoms: readonly Atom[] }[],
  language: Language,
): readonly Piece[] {
  const mark = directionOf(language) === 'rtl' ? RIGHT_TO_LEFT_MARK : '';
  const result: Atom[][] = [];
  let length = 0;
  for (const { prefix, atoms } of lines) {
    for (const [index, piece] of splitAtoms(atoms, LIMITS.text - 40).entries()) {
      const line = [{ text: (index === 0 ? prefix : '') + mark }, ...piece, { text: '' }];
      const size = balanced(line.map(({ text }) => text).join('')).length + 1;
      const last = result.at(-1);
      if (last && length + size <= LIMITS.text) {
        last.push({ text: '\n' }, ...closed(line));
        length += size;
      } else {
        result.push([...closed(line)]);
        length = size;
      }
    }
  }
  return result.flatMap((piece) => textPiece(piece, ''));
}

/** The line with its direction controls closed. */
function closed(line: readonly Atom[]): readonly Atom[] {
  const text = line.map((atom) => atom.text).join('');
  return [...line, { text: balanced(text).slice(text.length) }];
}
