import type { types } from '@slack/bolt';
import { directionOf, type Language } from '../../../src/core/language.js';
import { type Inline, isCode, plain, type Text } from '../../../src/core/text.js';
import { inSeconds } from '../../../src/core/time.js';
import { COMMAND_MARK, marksCommands } from '../../../src/language/index.js';
import type { Identity } from '../../../src/ports/chat.js';
import { LIMITS } from '../limits.js';

export type RichElement = types.RichTextElement;

/** The account of a member on Slack, if they have one. */
export type UserOf = (member: number) => string | undefined;

/** Looks members up among the accounts that a message mentions. */
export function userOf(mentions: ReadonlyMap<number, Identity>): UserOf {
  return (member) => {
    const identity = mentions.get(member);
    return identity?.platform === 'slack' ? identity.user : undefined;
  };
}

const RTL_MARK = '\u200f';
/** Control characters, which Slack may refuse; new lines and tabs stay. */
const CONTROLS = /(?![\n\t])\p{Cc}/gu;
const STRONG = /\p{L}/u;
const STRONG_RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** Embeddings and overrides, which would turn what stands after them; our own texts have none, and isolates end with their paragraph. */
const OVERRIDES = /[\u202a-\u202e]/g;

/** Removes what Slack may refuse (control characters and unpaired surrogates), and what would turn the text around it. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, '')
    .replace(OVERRIDES, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}

/**
 * Escapes a text for the places where Slack parses markup (fallback texts), so that it can't mention, link or ping
 * (docs.slack.dev, "Formatting message text": escaping text).
 */
export function escape(text: string): string {
  return clean(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Puts a right-to-left mark in front of a line of a right-to-left card that does not begin with a right-to-left letter,
 * because Slack aligns each line by its first strong character.
 */
export function directed(text: string, language: Language): string {
  if (directionOf(language) === 'ltr' || text === '') return text;
  const first = STRONG.exec(text)?.[0];
  return first !== undefined && STRONG_RTL.test(first) ? text : `${RTL_MARK}${text}`;
}

/**
 * A text as rich text elements. Slack shows their text literally, so what people wrote can't format, link or ping;
 * mentions, links and times come from nodes only.
 */
export function richElements(text: Text, language: Language, userOf: UserOf, style?: { readonly bold: true }): RichElement[] {
  const elements = plainElements(text, userOf, style);
  const first = elements[0];
  if (first === undefined) return elements;
  // A command is read from left to right, and has to be what it is when it is copied.
  if (isCode(text)) return elements;
  const line = clean(plain(text));
  if (directed(line, language) === line && first.type === 'text') return elements;
  if (first.type === 'text' && first.style?.code !== true)
    return [{ ...first, text: directed(first.text, language) }, ...elements.slice(1)];
  return directionOf(language) === 'rtl' ? [{ type: 'text', text: RTL_MARK }, ...elements] : elements;
}

/** The same without a direction mark, for quotations, which keep their own direction. */
export function plainElements(text: Text, userOf: UserOf, style?: { readonly bold: true }): RichElement[] {
  const marked = marksCommands(text);
  return text.flatMap((inline) => [
    ...(marked && isCommand(inline) ? [{ type: 'text', text: COMMAND_MARK } as const] : []),
    ...element(inline, userOf, style),
  ]);
}

const isCommand = (inline: Inline) => typeof inline !== 'string' && inline.type === 'code' && inline.text.startsWith('/');

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
      if (!isLink(inline.url)) return literal(linkText(inline), styled);
      return [{ type: 'link', url: inline.url, ...(label === '' ? {} : { text: label }), ...styled }];
    }
    case 'time':
      return [
        {
          type: 'date',
          timestamp: Math.floor(inSeconds(inline.instant)),
          format: DATE_FORMATS[inline.style],
          fallback: clean(inline.label),
          ...styled,
        },
      ];
    default:
      return inline satisfies never;
  }
}

/** Slack shows these dates in the reader's own time zone. */
const DATE_FORMATS = { date: '{date_long}', time: '{time}', 'date-time': '{date_long} {time}' } as const;

function literal(text: string, styled: { readonly style?: { bold?: true; code?: true } }): RichElement[] {
  const cleaned = clean(text);
  return cleaned === '' ? [] : [{ type: 'text', text: cleaned, ...styled }];
}

/** A link that Slack would refuse, as plain text. */
export function linkText({ label, url }: { readonly label: string; readonly url: string }): string {
  return label === '' || label === url ? url : `${label} (${url})`;
}

/** Only addresses that a browser or a mail program opens. */
export function isLink(url: string): boolean {
  return url.length <= LIMITS.url && /^(https?:\/\/|mailto:)[^\s<>|]+$/i.test(url);
}
