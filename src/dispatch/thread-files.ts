import type { FileStream } from '../core/message.js';
import { type Context, storeBlob } from '../feature-api/index.js';
import type { StoredFile } from '../ports/blobs.js';
import { CONTRIBUTION_FILES, type Contribution, type ThreadAct, type UnreadFile } from '../ports/chat.js';

/**
 * Stores the files that come with what somebody wrote, each as a stream, one after the other. What there is no room for is not even
 * fetched, and what breaks off leaves nothing behind: both are only named. Runs outside a transaction.
 */
export async function withStoredFiles(context: Context, eventId: string, what: ThreadAct<FileStream>): Promise<ThreadAct<StoredFile>> {
  switch (what.type) {
    case 'posted':
    case 'edited':
      return { type: what.type, ...(what.content && { content: await stored(context, eventId, what.content) }) };
    case 'deleted':
    case 'reacted':
    case 'unreacted':
      return what;
    default:
      return what satisfies never;
  }
}

async function stored(context: Context, eventId: string, { text, files, unread = [] }: Contribution): Promise<Contribution<StoredFile>> {
  const found: StoredFile[] = [];
  const left: UnreadFile[] = [];
  let room = Math.min(CONTRIBUTION_FILES.bytes, context.files.maxMb * 1024 * 1024);
  for (const { name, mediaType, size, open } of files) {
    const fits = found.length < CONTRIBUTION_FILES.count && size <= room;
    const blob = fits ? await store(context, eventId, open(), room) : undefined;
    room -= blob?.size ?? 0;
    if (blob) found.push({ name, mediaType, ...blob });
    else left.push({ name, mediaType, size });
  }
  const all = [...left, ...unread];
  return { text, files: found, ...(all.length > 0 && { unread: all }) };
}

async function store(context: Context, eventId: string, bytes: AsyncIterable<Uint8Array>, limit: number) {
  try {
    return await storeBlob(context, bytes, limit);
  } catch (error) {
    context.logger.warn({ eventId, error }, 'a file in a thread could not be read or stored');
    return undefined;
  }
}
