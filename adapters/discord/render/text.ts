import type { Inline, Text } from '../../../src/core/text.js';
import { inSeconds } from '../../../src/core/time.js';
import { COMMAND_MARK, marksCommands } from '../../../src/language/index.js';
import type { Identity } from '../../../src/ports/chat.js';

const ZERO_WIDTH = '\u200b';
const POP_ISOLATE = '\u2069';
const POP_EMBEDDING = '\u202c';

/** A text that must not be split: a letter with its escape, a mention, a whole link. */
export interface Atom {
  readonly text: string;
  /** The account that it mentions, if any. */
  readonly mention?: string;
}

/** The account of each member mentioned. */
export type Mentions = ReadonlyMap<number, Identity>;

/** Escapes a text so that Discord shows it literally: without formatting, links, mentions or emoji. */
export function escape(words: string): string {
  return atomsOf(words)
    .map(({ text }) => text)
    .join('');
}

/** Inline nodes as atoms. A member without a Discord account is named instead of mentioned. */
export function inlineAtoms(text: Text, mentions: Mentions): readonly Atom[] {
  const marked = marksCommands(text);
  return text.flatMap((inline) => [...(marked && isCommand(inline) ? [{ text: COMMAND_MARK }] : []), ...atomsOfInline(inline, mentions)]);
}

const isCommand = (inline: Inline) => typeof inline !== 'string' && inline.type === 'code' && inline.text.startsWith('/');

function atomsOfInline(inline: Inline, mentions: Mentions): readonly Atom[] {
  if (typeof inline === 'string') return atomsOf(inline);
  switch (inline.type) {
    case 'mention': {
      const account = mentions.get(inline.member);
      return account?.platform === 'discord' ? [{ text: `<@${account.user}>`, mention: account.user }] : bold(inline.name);
    }
    case 'bold':
      return bold(inline.text);
    case 'code':
      return inline.text.trim() === '' ? [] : pieces(inline.text, 500).map((text) => ({ text: code(text) }));
    case 'link':
      return link(inline.url, inline.label);
    case 'time':
      return [{ text: `<t:${Math.floor(inSeconds(inline.instant))}:${TIME_STYLES[inline.style]}>` }];
    default:
      return inline satisfies never;
  }
}

const TIME_STYLES = { date: 'D', time: 't', 'date-time': 'F' } as const;

/** Bold text in pieces that are each bold by themselves, so that they can be split. Discord shows stars next to a space as stars. */
function bold(words: string): readonly Atom[] {
  return pieces(words.replace(/\s+/g, ' '), 300).map((piece, index) => {
    const core = piece.trim();
    if (core === '') return { text: ' ' };
    const before = piece.startsWith(' ') ? ' ' : index > 0 ? ZERO_WIDTH : '';
    return { text: `${before}**${escape(core)}**${piece.endsWith(' ') ? ' ' : ''}` };
  });
}

function code(words: string): string {
  const safe = breakMentions(words).replace(/\s+/g, ' ');
  return safe.includes('`') ? `\`\` ${safe.replace(/``+/g, (run) => [...run].join(ZERO_WIDTH))} \`\`` : `\`${safe}\``;
}

const CONTINUES = /^(?:\p{M}|\p{Emoji_Modifier}|[\u200d\udc00-\udfff\u{e0020}-\u{e007f}])/u;
const FLAG = /^[\u{1f1e6}-\u{1f1ff}]/u;

/** Pieces of at most `max` characters. A letter is split from its marks only if these alone fill half a piece. */
function pieces(words: string, max: number): readonly string[] {
  const result: string[] = [];
  for (let start = 0; start < words.length; ) {
    let end = start + max;
    if (end < words.length) {
      while (end > start + max / 2 && belongsTogether(words, end)) end -= 1;
      // A surrogate pair must never be split.
      if (/[\udc00-\udfff]/.test(words.charAt(end))) end -= 1;
    }
    result.push(words.slice(start, end));
    start = end;
  }
  return result;
}

/** Whether the characters before and after `at` form one letter: a mark, a joined emoji, a flag. `Intl.Segmenter` is far slower. */
function belongsTogether(words: string, at: number): boolean {
  const after = words.slice(at, at + 2);
  return CONTINUES.test(after) || words.charAt(at - 1) === '\u200d' || (FLAG.test(after) && FLAG.test(words.slice(at - 2, at)));
}

/** Embeddings and overrides, by which a label could look like another address. */
const OVERRIDES = /[\u202a-\u202e]/g;

/** A link with its label. An address that Discord does not accept as a link, or that is very long, is shown as text. */
function link(url: string, label: string): readonly Atom[] {
  const address = httpAddress(url);
  const words = label.replace(OVERRIDES, '').replace(/\s+/g, ' ').trim();
  const whole = `[${escape(words)}](<${address}>)`;
  if (address === undefined || words === '' || whole.length > 1_500) return atomsOf(words === '' ? url : `${words} (${url})`);
  return [{ text: whole }];
}

/** The address in a form that can't end a Markdown link early; `undefined` unless it is http or https. */
export function httpAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return undefined;
  return parsed.href.replace(/[<>()\s]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
}

const LINE_START = /^(?<space>[ \t]*)(?:(?<mark>#{1,3}|-#?|\+|>{1,3})(?=\s|$)|(?<number>\d{1,9})(?<dot>[.)])(?=\s|$))/;
const SPECIAL = /[\\*_~`|<[\]]|:(?=\/\/|\w{2,40}:)/g;
const SPECIAL_IN_PIECES = /[\\*_~`|<[\]:]/g;

/** Longer words are cut into pieces, so that they can be spread over several messages. */
const WORD_MAX = 120;

function atomsOf(words: string): readonly Atom[] {
  const lines = breakMentions(words.replace(/\r\n?/g, '\n')).split('\n');
  return lines.flatMap((line, index) => (index === 0 ? atomsOfLine(line) : [{ text: '\n' }, ...atomsOfLine(line)]));
}

function atomsOfLine(line: string): readonly Atom[] {
  const groups = LINE_START.exec(line)?.groups;
  const atoms: Atom[] = [];
  let rest = line;
  const mark = groups?.mark ?? groups?.number;
  if (groups && mark !== undefined) {
    const space = groups.space ?? '';
    atoms.push({ text: groups.mark === undefined ? `${space}${mark}\\${groups.dot}` : `${space}\\${mark}` });
    rest = line.slice(space.length + mark.length + (groups.dot?.length ?? 0));
  }
  for (const [word] of rest.matchAll(/\s|\S+/g)) {
    if (!/[\\*_~`|<[\]:]/.test(word) && word.length <= WORD_MAX) atoms.push({ text: word });
    else if (word.length <= WORD_MAX) atoms.push({ text: word.replace(SPECIAL, '\\$&') });
    else for (const piece of pieces(word, WORD_MAX)) atoms.push({ text: piece.replace(SPECIAL_IN_PIECES, '\\$&') });
  }
  return atoms;
}

/** Breaks mentions and other markup of Discord's in a text with an invisible character. */
export function breakMentions(words: string): string {
  return words.replace(/@(?=everyone|here|[!&]?\d)/gi, `@${ZERO_WIDTH}`).replace(/<(?=[@#:/]|t:|a:|id:)/g, `<${ZERO_WIDTH}`);
}

/** Splits atoms into pieces of at most `max` characters, at the end of a line or a word if there is one in the last third. */
export function splitAtoms(atoms: readonly Atom[], max: number): readonly (readonly Atom[])[] {
  const result: (readonly Atom[])[] = [];
  let piece: Atom[] = [];
  let length = 0;
  for (const atom of atoms) {
    if (length + atom.text.length > max && piece.length > 0) {
      const at = breakBefore(piece);
      result.push(piece.slice(0, at));
      piece = piece.slice(at);
      length = lengthOf(piece);
      if (length + atom.text.length > max) {
        if (piece.length > 0) result.push(piece);
        piece = [];
        length = 0;
      }
    }
    piece.push(atom);
    length += atom.text.length;
  }
  return piece.length > 0 ? [...result, piece] : result;
}

function lengthOf(atoms: readonly Atom[]): number {
  return atoms.reduce((sum, { text }) => sum + text.length, 0);
}

/** The index of the atom before which a piece is split. */
function breakBefore(piece: readonly Atom[]): number {
  const from = Math.floor((piece.length * 2) / 3);
  const line = piece.findLastIndex(({ text }) => text.startsWith('\n'));
  if (line >= from) return line + 1;
  const space = piece.findLastIndex(({ text }) => text === ' ');
  return space >= from ? space + 1 : piece.length;
}

/** Closes direction controls that are still open, so that their effect ends with the text (Unicode UAX #9). */
export function balanced(text: string): string {
  if (!/[\u2066-\u2068\u202a\u202b\u202d\u202e]/.test(text)) return text;
  const open: string[] = [];
  for (const letter of text) {
    if (letter >= '\u2066' && letter <= '\u2068') open.push(POP_ISOLATE);
    else if (/[\u202a\u202b\u202d\u202e]/.test(letter)) open.push(POP_EMBEDDING);
    else if (letter === POP_ISOLATE || letter === POP_EMBEDDING) {
      const at = open.lastIndexOf(letter);
      if (at >= 0) open.splice(at);
    }
  }
  return text + open.reverse().join('');
}
