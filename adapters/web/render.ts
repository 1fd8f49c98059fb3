import type { Card, Message } from '../../src/core/message.js';
import type { Identity } from '../../src/ports/chat.js';
import type { WebMessage } from '../../src/ports/web-chat.js';
import { shownName } from './display.js';
import type { AuthorView, FileView, MessageView } from './protocol.js';

/** A bot's message as it is kept: its cards, and which account each mentioned member had when it was sent. */
interface StoredMessage {
  readonly cards: readonly Card[];
  readonly mentions: readonly (readonly [member: number, user: string])[];
}

/** JSON carries cards as they are: the page makes elements of them, never markup, so nothing needs escaping here. */
export function storeMessage(message: Pick<Message, 'cards'>, mentions: ReadonlyMap<number, Identity> = new Map()): string {
  const stored: StoredMessage = {
    cards: message.cards,
    mentions: [...mentions].map(([member, identity]) => [member, identity.user]),
  };
  return JSON.stringify(stored);
}

function readMessage(json: string): StoredMessage {
  // We wrote it ourselves; a broken row shows as an empty message instead of breaking the page.
  try {
    return JSON.parse(json) as StoredMessage;
  } catch {
    return { cards: [], mentions: [] };
  }
}

export interface RenderContext {
  readonly user: string;
  /** The author's name, where it is a person. */
  readonly authorName: string;
  readonly replies: number;
}

const CLIENT_KEY = 'client:';

export function clientKey(user: string, id: string): string {
  return `${CLIENT_KEY}${user}:${id}`;
}

/** A message for one reader. The caller has checked that they may see it. */
export function renderMessage(message: WebMessage, context: RenderContext): MessageView {
  const own = clientKey(context.user, '');
  const stored = message.content.type === 'message' ? readMessage(message.content.json) : undefined;
  const author: AuthorView =
    message.author === null ? { type: 'bot' } : { type: 'person', user: message.author, name: shownName(context.authorName) };
  return {
    id: message.id,
    revision: message.revision,
    conversation: message.conversation,
    thread: message.thread,
    author,
    onlyYou: message.onlyFor !== null,
    at: message.at,
    editedAt: message.editedAt,
    sentAs: message.key?.startsWith(own) ? message.key.slice(own.length) : null,
    content: message.content.type === 'text' ? { type: 'text', text: message.content.text } : { type: 'cards', cards: stored?.cards ?? [] },
    files: message.content.files.map(
      (file): FileView => ({
        name: file.name,
        mediaType: file.mediaType,
        size: file.size,
        url: `/api/files/${message.id}/${encodeURIComponent(file.id)}`,
      }),
    ),
    replies: context.replies,
    you: stored?.mentions.filter(([, user]) => user === context.user).map(([member]) => member) ?? [],
  };
}

/** Whether a message of ours holds this control, and each chosen value is one that it offers. */
export function offers(message: WebMessage, action: string, values: readonly string[]): boolean {
  if (message.content.type !== 'message') return false;
  const controls = readMessage(message.content.json).cards.flatMap((card) =>
    card.blocks.flatMap((block) => (block.type === 'actions' ? block.controls : [])),
  );
  return controls.some((control) => {
    if (control.type === 'link-button' || control.action !== action) return false;
    if (control.type === 'button') return values.length === 0;
    const known = new Set(control.options.map((option) => option.value));
    return values.length <= (control.max ?? 1) && new Set(values).size === values.length && values.every((value) => known.has(value));
  });
}
