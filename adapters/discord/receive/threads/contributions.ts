import type { APIMessage } from 'discord.js';
import type { Attachment } from '../../../../src/core/message.js';
import type { Contribution, ConversationRef, Identity, Inbox, UnreadFile } from '../../../../src/ports/chat.js';
import type { Logger } from '../../../../src/ports/logger.js';
import { download, FileError, sentFileOf } from '../files.js';
import { type Names, plainTextOf } from './plain-text.js';

export interface ContributionsDependencies {
  readonly inbox: Pick<Inbox, 'mayRead'>;
  readonly logger: Logger;
  readonly names: Names;
  /** Whether Discord gives the bot the content of messages. */
  readonly hearsContent: () => boolean;
}

/** Reads what a person wrote in a thread; undefined if it may not or can't be read. Never throws. */
export type ReadContribution = (message: APIMessage, thread: ConversationRef, author: Identity) => Promise<Contribution | undefined>;

/**
 * Asks first whether a message may be read. Of a forwarded message and of the one that is answered nothing is read, because other
 * people wrote them. Files are downloaded at once, because their addresses expire.
 */
export function createContributions({ inbox, logger, names, hearsContent }: ContributionsDependencies): ReadContribution {
  const filesOf = async ({ id, attachments }: APIMessage): Promise<Omit<Contribution, 'text'>> => {
    const files: Attachment[] = [];
    const unread: UnreadFile[] = [];
    for (const attachment of attachments) {
      const { name, mediaType, size, ...sent } = sentFileOf(attachment);
      try {
        files.push(await download({ name, mediaType, size, ...sent }));
      } catch (error) {
        unread.push({ name, mediaType, size });
        const reason = error instanceof FileError ? error.reason : 'not-read';
        logger.warn({ message: id, reason }, 'a file in a thread on Discord could not be fetched');
      }
    }
    return { files, ...(unread.length > 0 && { unread }) };
  };

  return async (message, thread, author) => {
    if (!hearsContent()) return undefined;
    const may = await inbox.mayRead(thread, author).catch(() => false as const);
    if (may === false) return undefined;
    return { text: may === 'files' ? '' : plainTextOf(message, names), ...(await filesOf(message)) };
  };
}
