import type { MessageView } from '../../adapters/web/protocol.js';
import { toInstant } from '../../src/core/time.js';

/** A message of the bot in the conversation `a`, as the page gets it; its text and its revision are its number. */
export const messageView = (id: number, more: Partial<MessageView> = {}): MessageView => ({
  id,
  revision: id,
  conversation: 'a',
  thread: null,
  author: { type: 'bot' },
  onlyYou: false,
  at: toInstant(id),
  editedAt: null,
  sentAs: null,
  content: { type: 'text', text: String(id) },
  files: [],
  replies: 0,
  opens: false,
  closed: false,
  you: [],
  ...more,
});
