import type { Attachment, Reply } from '../core/message.js';

/** A reply as text, until it is answered: JSON, with the bytes of files in base64. */
export function storeReply(reply: Reply): string {
  return JSON.stringify(reply, (_key, value: unknown) => (value instanceof Uint8Array ? { [BASE64]: Buffer.from(value).toString('base64') } : value));
}

/** Throws a `SyntaxError` for a text that `storeReply` did not write. */
export function readReply(text: string): Reply {
  // Written by `storeReply` from the same type.
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !(BASE64 in value)) return value;
    return new Uint8Array(Buffer.from(String(value[BASE64]), 'base64')) satisfies Attachment['bytes'];
  }) as Reply;
}

const BASE64 = '$base64';
