import { InputError } from '../../../core/errors.js';
import { phrase } from '../../../language/index.js';

/** The text of a file. Throws an `InputError` that says how to save it as UTF-8 when it is in another encoding or no text at all. */
export function decodeText(input: string | Uint8Array): string {
  if (typeof input === 'string') return withoutMark(input);
  const [first, second] = input;
  const utf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (utf16 || input.subarray(0, 4096).includes(0)) throw wrongEncoding('UTF-16, or no text');
  try {
    return withoutMark(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(input));
  } catch (error) {
    throw wrongEncoding('not UTF-8', error);
  }
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function wrongEncoding(message: string, cause?: unknown): InputError {
  return new InputError(message, phrase('members.import.encoding'), { cause });
}
