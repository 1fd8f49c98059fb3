import type { APIMessage } from 'discord.js';
import type { FileStream } from '../../../../src/core/message.js';
import type { Contribution, ConversationRef, Identity, Inbox } from '../../../../src/ports/chat.js';
import { bytesOf, sentFileOf } from '../files.js';
import { type Names, plainTextOf } from './plain-text.js';

export interface ContributionsDependencies {
  readonly inbox: Pick<Inbox, 'mayRead'>;
  readonly names: Names;
  /** Whether Discord gives the bot the content of messages. */
  readonly hearsContent: () => boolean;
  /** The largest file that is read. */
  readonly uploadBytes: number;
}

/** Reads what a person wrote in a thread; undefined if it may not or can't be read. Never throws. */
export type ReadContribution = (message: APIMessage, thread: ConversationRef, author: Identity) => Promise<Contribution | undefined>;

/**
 * Asks first whether a message may be read. Of a forwarded message and of the one that is answered nothing is read, because other
 * people wrote them. Files are read while the event is handled, because their addresses expire.
 */
export function createContributions({ inbox, names, hearsContent, uploadBytes }: ContributionsDependencies): ReadContribution {
  return async (message, thread, author) => {
    if (!hearsContent()) return undefined;
    const may = await inbox.mayRead(thread, author).catch(() => false as const);
    if (may === false) return undefined;
    return { text: may === 'files' ? '' : plainTextOf(message, names), files: filesOf(message, uploadBytes) };
  };
}

function filesOf({ attachments }: APIMessage, maxBytes: number): readonly FileStream[] {
  return attachments.map((attachment) => {
    const sent = sentFileOf(attachment);
    const { name, mediaType, size } = sent;
    return { name, mediaType, size, open: () => bytesOf(sent, maxBytes) };
  });
}
