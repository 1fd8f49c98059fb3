import { z } from 'zod';
import { card, paragraph } from '../../../src/core/blocks.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Message } from '../../../src/core/message.js';
import { cardSchema } from '../../../src/core/message-schema.js';
import { speaker } from '../../../src/language/index.js';
import type { Identity } from '../../../src/ports/chat.js';
import type { WebMessage } from '../../../src/ports/web-chat.js';
import type { AuthorView, FileView, MessageView } from '../protocol.js';
import { shownName } from './display.js';

interface StoredMessage {
  readonly cards: readonly Card[];
  /** The account that each mentioned member had when the message was sent. */
  readonly mentions: readonly (readonly [member: number, user: string])[];
}

const storedSchema: z.ZodType<StoredMessage> = z.object({
  cards: z.array(cardSchema),
  mentions: z.array(z.tuple([z.number(), z.string()])),
});

/**
 * The JSON in which a message of the bot is stored. Nothing is escaped here, because the page creates elements from the
 * cards and never interprets text as markup.
 */
export function storeMessage(message: Pick<Message, 'cards'>, mentions: ReadonlyMap<number, Identity> = new Map()): string {
  const stored: StoredMessage = {
    cards: message.cards,
    mentions: [...mentions].map(([member, identity]) => [member, identity.user]),
  };
  return JSON.stringify(stored);
}

/** Undefined for a text that is damaged or of another version's shape. */
function readMessage(json: string): StoredMessage | undefined {
  try {
    return storedSchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

/** The cards of a stored message of the bot; none for a message that can't be read, and for a person's. */
export function cardsOf(message: Pick<WebMessage, 'content'> | undefined): readonly Card[] {
  return (message?.content.type === 'message' ? readMessage(message.content.json)?.cards : undefined) ?? [];
}

export interface RenderContext {
  /** The reader's account. */
  readonly user: string;
  readonly language: Language;
  /** Empty for the bot. */
  readonly authorName: string;
  /** Number of replies in the message's thread. */
  readonly replies: number;
}

const CLIENT_KEY = 'client:';

/** The unique key of a message that a page sent under its own `id`. */
export function clientKey(user: string, id: string): string {
  return `${CLIENT_KEY}${user}:${id}`;
}

/** Renders a message for one reader, who must be allowed to see it. A sentence stands in place of a message that can't be read. */
export function renderMessage(message: WebMessage, context: RenderContext): MessageView {
  const ownPrefix = clientKey(context.user, '');
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
    sentAs: message.key?.startsWith(ownPrefix) ? message.key.slice(ownPrefix.length) : null,
    content:
      message.content.type === 'text'
        ? { type: 'text', text: message.content.text }
        : { type: 'cards', cards: stored?.cards ?? [unreadableCard(context.language)] },
    files: message.content.files.map(
      (file): FileView => ({
        name: file.name,
        mediaType: file.mediaType,
        size: file.size,
        url: `/api/files/${message.id}/${encodeURIComponent(file.id)}`,
        picture: file.picture === undefined ? null : { ...file.picture, url: `/api/pictures/${message.id}/${encodeURIComponent(file.id)}` },
      }),
    ),
    replies: context.replies,
    opens: message.opened !== null,
    closed: message.opened === 'closed',
    you: stored?.mentions.filter(([, user]) => user === context.user).map(([member]) => member) ?? [],
  };
}

function unreadableCard(language: Language): Card {
  return card(language, paragraph(speaker(language)('web.message-unreadable')));
}

/** Whether a message of the bot contains this button or menu, and the menu allows these values. */
export function hasControl(message: WebMessage, action: string, values: readonly string[]): boolean {
  const controls = cardsOf(message).flatMap(({ blocks }) => blocks.flatMap((block) => (block.type === 'actions' ? block.controls : [])));
  return controls.some((control) => {
    if (control.type === 'link-button' || control.action !== action) return false;
    if (control.type === 'button') return values.length === 0;
    const known = new Set(control.options.map((option) => option.value));
    return values.length <= (control.max ?? 1) && new Set(values).size === values.length && values.every((value) => known.has(value));
  });
}
