import { toInstant } from '../../../src/core/time.js';
import type { KnownPost } from '../../../src/ports/chat.js';
import type { FakeMessage } from './workspace.js';

/** A message as a feature knows it that has heard of it until now. */
export function known({ ts, lastEdit }: Pick<FakeMessage, 'ts' | 'lastEdit'>): KnownPost {
  return { id: ts, at: toInstant(Math.floor(Number(lastEdit?.ts ?? ts) * 1000)), isGone: false };
}
