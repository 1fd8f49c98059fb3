import type { APIMessage } from 'discord.js';
import { z } from 'zod';
import { linksIn } from '../../../src/core/address.js';
import { type Matter, matterReadBy } from '../../../src/ports/chat.js';
import { download, FileError, sentFile, sentFileOf } from './files.js';

/** Links and files of a message, as they are persisted until its menu is answered. */
export const matterSchema = z.object({ links: z.array(z.string()).readonly(), files: z.array(sentFile).readonly() });
type GivenMatter = z.infer<typeof matterSchema>;

/** Undefined for a message without links and files. */
export function matterOf(message: Partial<Pick<APIMessage, 'content' | 'attachments'>> = {}): GivenMatter | undefined {
  const [links, files] = [linksIn(message.content ?? ''), (message.attachments ?? []).map(sentFileOf)];
  return links.length + files.length === 0 ? undefined : { links, files };
}

/**
 * The same with files that can be read, up to `maxBytes` each.
 *
 * @param maxBytes The size of a file, in bytes, above which it counts as one that is not given out.
 * @returns Files whose bytes reject only with what is no `FileError`.
 */
export function readableMatter(given: GivenMatter, maxBytes: number): Matter {
  return matterReadBy(given, async (file) => {
    try {
      return await download(file, maxBytes);
    } catch (error) {
      if (error instanceof FileError) return undefined;
      throw error;
    }
  });
}
