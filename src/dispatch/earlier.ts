import { card, paragraph } from '../core/blocks.js';
import type { Language } from '../core/language.js';
import type { Message, Reply } from '../core/message.js';
import { speaker } from '../language/index.js';
import { readReply } from './stored-reply.js';

/**
 * Stored replies as messages, introduced by a sentence that they may have arrived before; none if nothing is left to show. A sentence
 * stands in place of a reply that can't be read.
 */
export function earlierMessages(stored: readonly string[], language: Language): readonly Message[] {
  const messages = stored.flatMap((text) => messageOf(readReply(text), language));
  if (messages.length === 0) return [];
  return [{ cards: [card(language, paragraph(speaker(language)('dispatch.earlier')))] }, ...messages];
}

/** Whether a stored reply can be shown where there are cards only. */
export function isWithoutFiles(stored: string): boolean {
  const reply = readReply(stored);
  return reply?.type !== 'message' || (reply.message.files ?? []).length === 0;
}

function messageOf(reply: Reply | undefined, language: Language): readonly Message[] {
  if (reply === undefined) return [{ cards: [card(language, paragraph(speaker(language)('dispatch.earlier-unreadable')))] }];
  switch (reply.type) {
    case 'message':
      return [reply.message];
    case 'form': {
      // Each form has a button of the same id that opens it.
      const { id: action, title: label, language: ofForm } = reply.form;
      return [{ cards: [card(ofForm, { type: 'actions', controls: [{ type: 'button', action, label }] })] }];
    }
    case 'form-errors':
      return [{ cards: [card(language, { type: 'list', items: Object.values(reply.errors).map((error) => [error]) })] }];
    case 'none':
      return [];
    default:
      return reply satisfies never;
  }
}
