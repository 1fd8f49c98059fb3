import type { APIAttachment } from 'discord.js';
import { z } from 'zod';
import type { Attachment } from '../../../src/core/message.js';
import { LIMITS, TIMES } from '../limits.js';

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

/** Downloads a file. Throws a `FileError`. */
export async function download({ url, name, mediaType, size }: SentFile): Promise<Attachment> {
  if (size > LIMITS.fileBytes) throw new FileError('too-large');
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMES.download) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return { name, mediaType, bytes: await readAtMost(response, LIMITS.fileBytes) };
  } catch (error) {
    throw error instanceof FileError ? error : new FileError('not-read', { cause: error });
  }
}

async function readAtMost(response: Response, max: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > max) throw new FileError('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
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
