import { type Card, privately, type Reply, replacing } from './message.js';
import type { Request } from './request.js';

/** In a direct conversation the answer replaces the message with the button; elsewhere others read along, so it is private. */
export function answer({ conversation }: Pick<Request, 'conversation'>, ...cards: readonly Card[]): Reply {
  return conversation.kind === 'direct' ? replacing(...cards) : privately(...cards);
}
