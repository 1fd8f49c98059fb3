import type { APIGuildChannel, APIGuildForumChannel, APIGuildMediaChannel } from 'discord.js';
import type { OutgoingMessage } from '../../../src/core/message.js';
import type { Instant } from '../../../src/core/time.js';
import type { ConversationRef, OpenedThread, PostOptions } from '../../../src/ports/chat.js';

/** The fields of a channel that say how threads are opened there. */
export type ChannelDetails = Pick<APIGuildChannel, 'id' | 'type' | 'name'> &
  Partial<Pick<APIGuildForumChannel | APIGuildMediaChannel, 'available_tags' | 'flags'>>;

/** A channel in which threads are opened. */
export interface ThreadChannel {
  readonly ref: ConversationRef;
  readonly details: ChannelDetails;
}

/** How threads are opened and found in one type of channels. Errors are those of the requests. */
export interface ThreadPlace {
  /** @param name The thread's title, short enough for Discord. */
  open(channel: ThreadChannel, name: string, message: OutgoingMessage, options: PostOptions): Promise<OpenedThread>;
  find(channel: ThreadChannel, key: string, since?: Instant): Promise<OpenedThread | undefined>;
}
