import type { types } from '@slack/bolt';
import { directionOf, type Language } from '../../../src/core/language.js';
import { type Inline, plain, type Text } from '../../../src/core/text.js';
import { LIMITS } from '../limits.js';

export type RichElement = types.RichTextElement;

/** The account of a member on Slack, if they have one. */
export type UserOf = (member: number) => string | undefined;

const RTL_MARK = '\u200f';
/** Characters that no text needs and that Slack or a screen may stumble over; new lines and tabs stay. */
const CONTROLS = /(?![\n\t])\p{Cc}/gu;
const STRONG = /\p{L}/u;
const STRONG_RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** A text as Slack can take it: no control characters, no half of a surrogate pair. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}

/** For the few places that Slack parses (fallback texts): nothing in it can mention, link or ping. */
export function escape(text: string): string {
  return clean(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A mark in front of a line of a right-to-left card that would otherwise begin with a name, a number or a node. */
export function directed(text: string, language: Language): string {
  if (directionOf(language) === 'ltr' || text === '') return text;
  const first = STRONG.exec(text)?.[0];
  return first !== undefined && STRONG_RTL.test(first) ? text : `${RTL_MARK}${text}`;
}

/**
 * Rich text elements: Slack shows their text literally, so what people wrote can't format, link or ping. Mentions,
 * links and times come from nodes only.
 */
export function richElements(text: Text, language: Language, userOf: UserOf, style?: { readonly bold: true }): RichElement[] {
  const elements = plainElements(text, userOf, style);
  const first = elements[0];
  if (first === undefined) return elements;
  const line = clean(plain(text));
  if (directed(line, language) === line && first.type === 'text') return elements;
  if (first.type === 'text') return [{ ...first, text: directed(first.text, language) }, ...elements.slice(1)];
  return directionOf(language) === 'rtl' ? [{ type: 'text', text: RTL_MARK }, ...elements] : elements;
}

/** The same without a mark of direction, for what people said: that stands in its own. */
export function plainElements(text: Text, userOf: UserOf, style?: { readonly bold: true }): RichElement[] {
  return text.flatMap((inline) => element(inline, userOf, style));
}

function element(inline: Inline, userOf: UserOf, style: { readonly bold: true } | undefined): RichElement[] {
  const styled = style ? { style } : {};
  if (typeof inline === 'string') return literal(inline, styled);
  switch (inline.type) {
    case 'mention': {
      const user = userOf(inline.member);
      return user === undefined ? literal(inline.name, styled) : [{ type: 'user', user_id: user }];
    }
    case 'bold':
      return literal(inline.text, { style: { bold: true } });
    case 'code':
      return literal(inline.text, { style: { code: true } });
    case 'link': {
      const label = clean(inline.label);
      if (!isLink(inline.url)) return literal(linkWords(inline), styled);
      return [{ type: 'link', url: inline.url, ...(label === '' ? {} : { text: label }), ...styled }];
    }
    case 'time':
      return [
        {
          type: 'date',
          timestamp: Math.floor(inline.instant / 1000),
          format: DATE_FORMATS[inline.style],
          fallback: clean(inline.label),
          ...styled,
        },
      ];
    default:
      return inline satisfies never;
  }
}

/** Slack shows these on the reader's own wall clock. */
const DATE_FORMATS = { date: '{date_long}', time: '{time}', 'date-time': '{date_long} {time}' } as const;

function literal(text: string, styled: { readonly style?: { bold?: true; code?: true } }): RichElement[] {
  const cleaned = clean(text);
  return cleaned === '' ? [] : [{ type: 'text', text: cleaned, ...styled }];
}

/** A link that Slack would refuse, as words. */
function linkWords({ label, url }: { readonly label: string; readonly url: string }): string {
  return label === '' || label === url ? url : `${label} (${url})`;
}

/** Only addresses that a browser or a mail program opens. */
export function isLink(url: string): boolean {
  return url.length <= LIMITS.url && /^(https?:\/\/|mailto:)[^\s<>|]+$/i.test(url);
}

/** A character that must stay with the one before it. */
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
  // Never through a pair.
  return /[\udc00-\udfff]/.test(text.charAt(max)) ? max - 1 : max;
}

/** Splits a text into texts whose words have at most `max` characters each. Nodes stay whole, unless one alone is too long. */
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

/** What an element takes in JSON besides its words. */
const ELEMENT_COST = 60;

function costOf(inline: Inline): number {
  const url = typeof inline !== 'string' && inline.type === 'link' ? inline.url.length : 0;
  return plain([inline]).length + url + ELEMENT_COST;
}

/** An inline as pieces that fit. */
function breakable(inline: Inline, max: number): Inline[] {
  if (typeof inline === 'string') return splitString(clean(inline), max);
  switch (inline.type) {
    case 'bold':
      return splitString(clean(inline.text), max).map((text) => ({ type: 'bold', text }));
    case 'code':
      return splitString(clean(inline.text), max).map((text) => ({ type: 'code', text }));
    case 'link':
      if (!isLink(inline.url) || inline.url.length > max) return splitString(clean(linkWords(inline)), max);
      return inline.label.length <= 300 ? [inline] : [...splitString(clean(`${inline.label} `), max), { ...inline, label: '' }];
    case 'mention':
      return inline.name.length <= 300 ? [inline] : splitString(clean(inline.name), max);
    case 'time':
      return inline.label.length <= 300 ? [inline] : splitString(clean(inline.label), max);
    default:
      return inline satisfies never;
  }
}

/** Cuts a label for a control; the caller shows the whole beside it. */
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
