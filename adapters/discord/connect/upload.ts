import { randomUUID } from 'node:crypto';
import type { RawFile } from 'discord.js';
import { piecesOf, sizeOf } from '../../../src/core/message.js';
import type { SentFile } from '../render/attachments.js';

/**
 * The body of a request with files, whose bytes are read while it is sent. discord.js puts files into a form that holds all of
 * them, so that streams are written as a form here, and discord.js hands the body through to the transport.
 */
export class StreamedForm {
  readonly contentType: string;
  readonly contentLength: number;
  readonly #parts: readonly { readonly head: Buffer; readonly sent: SentFile }[];
  readonly #json: Buffer;
  readonly #end: Buffer;

  constructor(body: unknown, files: readonly SentFile[]) {
    const boundary = `mudhif-${randomUUID()}`;
    const headOf = (...lines: string[]) => Buffer.from([`--${boundary}`, ...lines, '', ''].join('\r\n'));
    this.contentType = `multipart/form-data; boundary=${boundary}`;
    this.#json = Buffer.concat([
      headOf('content-disposition: form-data; name="payload_json"', 'content-type: application/json'),
      Buffer.from(`${JSON.stringify(body ?? {})}\r\n`),
    ]);
    // `attachmentName` leaves plain letters only.
    this.#parts = files.map((sent, index) => ({
      head: headOf(
        `content-disposition: form-data; name="files[${index}]"; filename="${sent.name}"`,
        `content-type: ${sent.file.mediaType}`,
      ),
      sent,
    }));
    this.#end = Buffer.from(`--${boundary}--\r\n`);
    const sizes = this.#parts.map(({ head, sent }) => head.byteLength + sizeOf(sent.file) + BREAK.byteLength);
    this.contentLength = this.#json.byteLength + sizes.reduce((sum, size) => sum + size, 0) + this.#end.byteLength;
  }

  /** The bytes in order, from the first one on each time. Throws where a file breaks off. */
  async *pieces(): AsyncGenerator<Uint8Array> {
    yield this.#json;
    for (const { head, sent } of this.#parts) {
      yield head;
      yield* piecesOf(sent.file);
      yield BREAK;
    }
    yield this.#end;
  }
}

const BREAK = Buffer.from('\r\n');

interface Upload {
  readonly body: unknown;
  readonly files?: RawFile[];
  readonly passThroughBody?: true;
  readonly headers?: Record<string, string>;
}

/** The part of a request to discord.js that sends files with a body. Files that are held go as discord.js sends them. */
export function uploadOf(body: unknown, files: readonly SentFile[]): Upload {
  const held = files.flatMap(({ name, file }): RawFile[] =>
    'bytes' in file ? [{ name, data: Buffer.from(file.bytes), contentType: file.mediaType }] : [],
  );
  if (held.length === files.length) return { body, files: held };
  const form = new StreamedForm(body, files);
  return {
    body: form,
    passThroughBody: true,
    headers: { 'content-type': form.contentType, 'content-length': String(form.contentLength) },
  };
}
