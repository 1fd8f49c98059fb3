import type { Message } from '../../src/core/message.js';
import type { Identity, ThreadEvent } from '../../src/ports/chat.js';

/** What both platforms' tests of catching up write and read. */
export const say = (text: string): Message => ({ cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] }] });
export const none = { mentions: new Map<number, Identity>() };
export const FILE = { name: 'wells.csv', mediaType: 'text/csv', bytes: new TextEncoder().encode('well,state') };

/** What was heard, each with its words if there are any. */
export const toldOf = (heard: readonly ThreadEvent[]) =>
  heard.map(({ what }) => ('content' in what ? [what.type, what.content?.text] : [what.type]));

/** What a process warned of. */
export const warningsIn = (lines: readonly { readonly level: string; readonly message: string }[]): readonly string[] =>
  lines.filter(({ level }) => level === 'warn').map(({ message }) => message);
