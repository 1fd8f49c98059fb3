import type { MessageView } from '../protocol.js';

/**
 * Whether an address may become a link on the page. Everything but the web and mail is refused, so that a `javascript:`
 * address can't run.
 */
export function isWebLink(url: string): boolean {
  return /^(https?:\/\/|mailto:)/i.test(url);
}

/** Whether a message holds a link or a file that more can be done with. */
export function hasMatter({ content, files }: Pick<MessageView, 'content' | 'files'>): boolean {
  return files.length > 0 || (content.type === 'text' && /https?:\/\//i.test(content.text));
}

/** Characters that turn or isolate the text around them; the marks among them reach no further than their neighbours. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const LINK = /(https?:\/\/[^\s<>"'«»]+[^\s<>"'«».,;:!?)\]])/gi;
/** A command is shown left to right, so that its slash stays in front in any script. */
const COMMAND = /((?<!\S)\/[a-z]+(?: [a-z]+)*)/g;

export type WrittenPart =
  | { readonly type: 'words' | 'command'; readonly text: string }
  /** `host`: where it leads, if its text does not say so plainly. */
  | { readonly type: 'link'; readonly text: string; readonly href: string; readonly host: string | undefined };

/**
 * A line that a person wrote, in parts. What would turn the text around it is taken out, because it can make an address look like
 * another one, and would turn what stands after it.
 */
export function partsOfLine(line: string): readonly WrittenPart[] {
  return line
    .replace(TURNING, '')
    .split(LINK)
    .flatMap((part, position) => (position % 2 === 1 ? [linkPart(part)] : commandParts(part)))
    .filter(({ text }) => text !== '');
}

function commandParts(text: string): readonly WrittenPart[] {
  return text.split(COMMAND).map((piece, at) => ({ type: at % 2 === 1 ? 'command' : 'words', text: piece }));
}

function linkPart(written: string): WrittenPart {
  const text = withoutControls(written);
  if (!URL.canParse(text)) return { type: 'words', text };
  const { href, host } = new URL(text);
  return { type: 'link', text, href, host: hostToShow(text) === undefined ? undefined : host };
}

/** The text without the invisible characters that set directions. */
export function withoutControls(text: string): string {
  return text.replace(CONTROLS, '');
}

/** The host of an address, if the text of its link does not begin with it: another name stands before it, or letters of another script. */
export function hostToShow(url: string, label: string = url): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { host, protocol } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  const shown = withoutControls(label);
  // A label of words names no address.
  if (!/^https?:\/\//i.test(shown) && !/^[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)/.test(shown)) return undefined;
  const begins = shown.toLowerCase().replace(/^https?:\/\//, '');
  return begins === host || (/^[/?#]/.test(begins.slice(host.length)) && begins.startsWith(host)) ? undefined : host;
}
