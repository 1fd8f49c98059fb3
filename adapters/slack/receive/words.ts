import { z } from 'zod';
import { linkText } from '../render/text.js';

/**
 * What somebody wrote, as far as it is known without asking Slack: pieces of text, and the ids of people and channels whose
 * names are still to be put in.
 */
export const wordsSchema = z
  .array(z.union([z.string(), z.object({ user: z.string() }).readonly(), z.object({ channel: z.string() }).readonly()]))
  .readonly();
export type Words = z.infer<typeof wordsSchema>;
type Word = Words[number];

const elementSchema = z.looseObject({ type: z.string(), text: z.unknown().optional() });
type Element = z.infer<typeof elementSchema>;
const blocksSchema = z.tuple([z.object({ type: z.literal('rich_text'), elements: z.array(elementSchema) })]);

/**
 * What a reader sees of a message (docs.slack.dev, "Rich text block"). What was not written in Slack's own editor has no such
 * block, so its text is taken (docs.slack.dev, "Formatting message text").
 */
export function wordsOf({ blocks, text }: { readonly blocks?: unknown; readonly text?: unknown }): Words {
  const { data } = blocksSchema.safeParse(blocks);
  if (data) return joined(lines(data[0].elements));
  return typeof text === 'string' ? joined(marked(text)) : [];
}

/** Puts the names in. */
export async function spoken(words: Words, nameOf: (id: Exclude<Word, string>) => Promise<string>): Promise<string> {
  const texts: string[] = [];
  for (const word of words) texts.push(typeof word === 'string' ? word : await nameOf(word));
  return texts.join('').trim();
}

function joined(words: readonly Word[]): Words {
  const whole: Word[] = [];
  for (const word of words) {
    const last = whole.at(-1);
    if (typeof word === 'string' && typeof last === 'string') whole[whole.length - 1] = last + word;
    else if (word !== '') whole.push(word);
  }
  return whole;
}

/** Sections, lists, quotations and code, one below another. */
function lines(parts: readonly Element[]): readonly Word[] {
  return parts.flatMap((part, index) => [...(index > 0 ? ['\n'] : []), ...linesOf(part)]);
}

function linesOf(part: Element): readonly Word[] {
  const inner = childrenOf(part);
  if (part.type !== 'rich_text_list') return withoutLastBreak(inner.flatMap(element));
  const first = typeof part['offset'] === 'number' ? part['offset'] + 1 : 1;
  return inner.flatMap((item, index) => [
    ...(index > 0 ? ['\n'] : []),
    part['style'] === 'ordered' ? `${first + index}. ` : '• ',
    ...childrenOf(item).flatMap(element),
  ]);
}

function childrenOf(part: Element): readonly Element[] {
  return z.array(elementSchema).safeParse(part['elements']).data ?? [];
}

/** Slack ends a section before a list with a line break, which the list begins with anyway. */
function withoutLastBreak(words: readonly Word[]): readonly Word[] {
  const last = words.at(-1);
  return typeof last === 'string' ? [...words.slice(0, -1), last.replace(/\n$/, '')] : words;
}

function element(each: Element): readonly Word[] {
  const string = (name: string): string => (typeof each[name] === 'string' ? each[name] : '');
  switch (each.type) {
    case 'user':
      return [{ user: string('user_id') }];
    case 'channel':
      return [{ channel: string('channel_id') }];
    case 'emoji':
      return [emoji(string('unicode')) ?? `:${string('name')}:`];
    case 'link':
      return [link(string('url'), string('text'))];
    case 'broadcast':
      return [`@${string('range')}`];
    case 'usergroup':
      return ['@group'];
    case 'date':
      return [string('fallback')];
    case 'color':
      return [string('value')];
    default:
      return [string('text')];
  }
}

/** The emoji of code points such as `1f44b-1f3fc`. */
function emoji(unicode: string): string | undefined {
  if (!/^[\da-f]{2,6}(-[\da-f]{2,6})*$/.test(unicode)) return undefined;
  const points = unicode.split('-').map((point) => Number.parseInt(point, 16));
  return points.every((point) => point <= 0x10_ff_ff) ? String.fromCodePoint(...points) : undefined;
}

function link(url: string, label: string): string {
  // Slack makes links of bare domains and addresses by itself.
  return label !== '' && url.replace(/^(https?:\/\/|mailto:)/, '') === label ? label : linkText({ url, label });
}

function marked(text: string): readonly Word[] {
  return text.split(/(<[^<>]+>)/).map((piece): Word => {
    const [, sign = '', target = '', label = ''] = /^<([@#!]?)([^|]*)(?:\|(.*))?>$/.exec(piece) ?? [];
    if (target === '') return unescaped(piece);
    switch (sign) {
      case '@':
        return { user: target };
      case '#':
        return label === '' ? { channel: target } : `#${unescaped(label)}`;
      case '!':
        return label === '' ? `@${target.startsWith('subteam') ? 'group' : target}` : unescaped(label);
      default:
        return link(unescaped(target), unescaped(label));
    }
  });
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
