import type { Reply } from '../core/message.js';
import { replySchema } from '../core/message-schema.js';
import { parseWithBytes, stringifyWithBytes } from '../kit/json-bytes.js';

/** A reply as text, until it is answered. */
export function storeReply(reply: Reply): string {
  return stringifyWithBytes(reply);
}

/** The reply in a text that `storeReply` wrote; undefined for a text that is damaged or of another version's shape. */
export function readReply(text: string): Reply | undefined {
  try {
    return replySchema.safeParse(parseWithBytes(text)).data;
  } catch {
    return undefined;
  }
}
