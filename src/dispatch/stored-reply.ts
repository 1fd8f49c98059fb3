import type { Reply } from '../core/message.js';
import { parseWithBytes, stringifyWithBytes } from '../kit/json-bytes.js';

/** A reply as text, until it is answered. */
export function storeReply(reply: Reply): string {
  return stringifyWithBytes(reply);
}

/** Throws a `SyntaxError` for a text that `storeReply` did not write. */
export function readReply(text: string): Reply {
  // Written by `storeReply` from the same type.
  return parseWithBytes(text) as Reply;
}
