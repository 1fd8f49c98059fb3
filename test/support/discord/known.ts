import { toInstant } from '../../../src/core/time.js';
import type { KnownPost } from '../../../src/ports/chat.js';
import type { FakeMessage } from './world.js';

/** A message as a feature knows it that has heard of it until now. */
export function known({ message }: Pick<FakeMessage, 'message'>): KnownPost {
  return { id: message.id, at: toInstant(Date.parse(message.edited_timestamp ?? message.timestamp)), isGone: false };
}
