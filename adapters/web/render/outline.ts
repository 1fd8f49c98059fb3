import { createHash } from 'node:crypto';
import type { Reader } from '../places/directory.js';
import type { ConversationView } from '../protocol.js';

/** Changes when anything changes on which the page's language, commands or conversations depend. */
export function readerKey(reader: Reader): string {
  return JSON.stringify([
    reader.name,
    reader.language,
    reader.timezone,
    ...(['member', 'adviser', 'organiser'] as const).map((access) => reader.may(access)),
  ]);
}

/** A short mark of who the reader is and which conversations they have: a page whose mark is another one loads its state again. */
export function outlineOf(reader: Reader, conversations: readonly Pick<ConversationView, 'id' | 'closed'>[]): string {
  const listed = conversations.map(({ id, closed }) => `${id} ${closed}`).toSorted();
  return createHash('sha256')
    .update(JSON.stringify([readerKey(reader), listed]))
    .digest('base64url')
    .slice(0, 16);
}
