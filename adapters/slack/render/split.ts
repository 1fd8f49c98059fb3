import { type Inline, plain, type Text } from '../../../src/core/text.js';
import { clean, isLink, linkText } from './text.js';

/** A character that must not be separated from the one before it. */
const JOINED = /\p{M}|\u200d|\ufe0f|\u2069|[\udc00-\udfff]|\ud83c[\udffb-\udfff]/u;

/** Splits a long text into pieces of at most `max` characters, at a line, a sentence or a word where there is one. */
export function splitString(text: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const at = breakIn(rest, max);
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}

function breakIn(text: string, max: number): number {
  const window = text.slice(0, max);
  for (const mark of ['\n', '. ', '؟ ', '، ', ' ']) {
    const at = window.lastIndexOf(mark);
    if (at > max * 0.6) return at + mark.length;
  }
  for (let at = max; at > max - 40; at--) {
    const before = text.charAt(at - 1);
    if (!JOINED.test(text.slice(at, at + 2).charAt(0)) && !JOINED.test(text.slice(at, at + 2)) && before !== '\u200d') return at;
  }
  // A surrogate pair is never split.
  return /[\udc00-\udfff]/.test(text.charAt(max)) ? max - 1 : max;
}

/**
 * Splits a text into texts of at most `max` characters of JSON each. Nodes stay whole, unless one alone is too long.
 */
export function splitText(text: Text, max: number): Text[] {
  const result: Inline[][] = [[]];
  let size = 0;
  const add = (inline: Inline, length: number): void => {
    if (size + length > max && size > 0) {
      result.push([]);
      size = 0;
    }
    result.at(-1)?.push(inline);
    size += length;
  };
  for (const inline of text.flatMap((each) => breakable(each, max - ELEMENT_COST))) {
    const room = max - size - ELEMENT_COST;
    if (typeof inline === 'string' && size > 0 && room < inline.length && room > 40) {
      const [head = ''] = splitString(inline, room);
      add(head, costOf(head));
      const rest = inline.slice(head.length);
      add(rest, costOf(rest));
    } else {
      add(inline, costOf(inline));
    }
  }
  return result.filter((each) => each.length > 0);
}

/** Characters of JSON that an element takes besides its text. */
const ELEMENT_COST = 60;

function costOf(inline: Inline): number {
  const url = typeof inline !== 'string' && inline.type === 'link' ? inline.url.length : 0;
  return plain([inline]).length + url + ELEMENT_COST;
}

/** An inline as pieces of at most `max` characters. */
function breakable(inline: Inline, max: number): Inline[] {
  if (typeof inline === 'string') return splitString(clean(inline), max);
  switch (inline.type) {
    case 'bold':
      return splitString(clean(inline.text), max).map((text) => ({ type: 'bold', text }));
    case 'code':
      return splitString(clean(inline.text), max).map((text) => ({ type: 'code', text }));
    case 'link':
      if (!isLink(inline.url) || inline.url.length > max) return splitString(clean(linkText(inline)), max);
      return inline.label.length <= 300 ? [inline] : [...splitString(clean(`${inline.label} `), max), { ...inline, label: '' }];
    case 'mention':
      return inline.name.length <= 300 ? [inline] : splitString(clean(inline.name), max);
    case 'time':
      return inline.label.length <= 300 ? [inline] : splitString(clean(inline.label), max);
    default:
      return inline satisfies never;
  }
}

/** Shortens a label to one line of at most `max` characters; the caller shows the full label elsewhere. */
export function shortened(text: string, max: number): string {
  const line = clean(text).replace(/\s+/g, ' ').trim();
  if (line.length <= max) return line;
  return `${line.slice(0, breakAtLetter(line, max - 1)).trimEnd()}…`;
}

function breakAtLetter(text: string, max: number): number {
  let at = max;
  while (at > 1 && (JOINED.test(text.charAt(at)) || /[\udc00-\udfff]/.test(text.charAt(at)))) at--;
  return at;
}
