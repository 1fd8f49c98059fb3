import type { APIAttachment } from 'discord.js';
import { z } from 'zod';
import type { Attachment } from '../../../src/core/message.js';
import { TIMES } from '../limits.js';

/** A file that a person sent, as it is persisted until it is downloaded. Discord's address of it is valid for about a day. */
export const sentFile = z.object({ url: z.string(), name: z.string(), mediaType: z.string(), size: z.number() });
export type SentFile = z.infer<typeof sentFile>;

/** A file that a person sent can't be read. */
export class FileError extends Error {
  readonly reason: 'too-large' | 'not-read';

  constructor(reason: FileError['reason'], options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

/** What is needed to download a file later. */
export function sentFileOf(attachment: APIAttachment): SentFile {
  const { url, size } = attachment;
  return { url, name: nameOf(attachment), mediaType: mediaTypeOf(attachment.content_type), size };
}

/** Downloads a file whole, for a handler that reads it at once. Throws a `FileError`. */
export async function download(file: SentFile, maxBytes: number): Promise<Attachment> {
  const { name, mediaType } = file;
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytesOf(file, maxBytes)) chunks.push(chunk);
  return { name, mediaType, bytes: Buffer.concat(chunks) };
}

/** Downloads a file in pieces. Throws a `FileError`, also in the middle: beyond `maxBytes`, or where it breaks off. */
export async function* bytesOf({ url, size }: SentFile, maxBytes: number): AsyncGenerator<Uint8Array> {
  if (size > maxBytes) throw new FileError('too-large');
  let read = 0;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMES.download) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    for await (const chunk of response.body ?? []) {
      read += chunk.byteLength;
      if (read > maxBytes) throw new FileError('too-large');
      yield chunk;
    }
  } catch (error) {
    throw error instanceof FileError ? error : new FileError('not-read', { cause: error });
  }
}

/** The name that the person gave the file: Discord keeps it as the title when it changes the file's name. */
function nameOf({ title, filename }: APIAttachment): string {
  const ending = /\.[a-z0-9]{1,10}$/i.exec(filename)?.[0] ?? '';
  if (!title) return filename;
  return title.endsWith(ending) ? title : title + ending;
}

function mediaTypeOf(type: string | undefined): string {
  const bare = type?.split(';')[0]?.trim().toLowerCase() ?? '';
  return /^[a-z]+\/[a-z0-9.+-]{1,80}$/.test(bare) ? bare : 'application/octet-stream';
}
