import type { APIMessage, APIUser, GatewayMessageReactionAddDispatchData, GatewayMessageReactionRemoveDispatchData } from 'discord.js';
import { type Clock, type Instant, toInstant } from '../../../../src/core/time.js';
import { createTtlCache } from '../../../../src/kit/ttl-cache.js';
import type { ConversationRef, Identity, Inbox, ThreadEvent } from '../../../../src/ports/chat.js';
import { CACHE_SIZES } from '../../limits.js';
import { conversationRef } from '../../places/conversations.js';
import type { ReadContribution } from './contributions.js';

export type Reaction = GatewayMessageReactionAddDispatchData | GatewayMessageReactionRemoveDispatchData;

export interface ThreadEventsDependencies {
  readonly inbox: Pick<Inbox, 'thread'>;
  readonly clock: Clock;
  readonly guildId: () => string;
  readonly botId: () => string;
  readonly read: ReadContribution;
}

/** Hands on what people do in threads of the bot. Whether a thread is one of the bot's the caller has found out. */
export interface ThreadEvents {
  /** Notes who wrote a message, because Discord does not tell it when the message is deleted. */
  noted(message: { readonly id: string; readonly author: Pick<APIUser, 'id' | 'bot'> }): void;
  posted(message: APIMessage): Promise<void>;
  edited(message: APIMessage, editedAt: string): Promise<void>;
  deleted(message: string, channel: string): Promise<void>;
  /** @param thread The thread's id; the message is in it, or is its opening post. */
  reacted(reaction: Reaction, type: 'reacted' | 'unreacted', thread: string): Promise<void>;
  /** Reactions were missed, so that the same as the last that was heard is no repetition. */
  missedReactions(): void;
  /** Whether a bot reacted, as far as it is known. */
  isByBot(reaction: Reaction): boolean;
}

/** Who wrote a message. */
interface Author {
  readonly user: string;
  readonly isBot: boolean;
}

/** The last that a person did with an emoji on a message. */
interface Turn {
  readonly type: 'reacted' | 'unreacted';
  readonly count: number;
}

export function createThreadEvents({ inbox, clock, guildId, botId, read }: ThreadEventsDependencies): ThreadEvents {
  const forGood = { clock, ttlMs: Number.POSITIVE_INFINITY };
  const authors = createTtlCache<Author>({ ...forGood, maxEntries: CACHE_SIZES.authors });
  const noTurns = () => createTtlCache<Turn>({ ...forGood, maxEntries: CACHE_SIZES.reactions });
  let turns = noTurns();
  const bots = createTtlCache<true>({ ...forGood, maxEntries: CACHE_SIZES.bots });

  const identity = (user: string): Identity => ({ platform: 'discord', space: guildId(), user });
  const threadRef = (id: string): ConversationRef => conversationRef(guildId(), id, 'thread');

  const noted: ThreadEvents['noted'] = ({ id, author }) => {
    const isBot = author.bot ?? false;
    authors.set(id, { user: author.id, isBot });
    if (isBot) bots.set(author.id, true);
  };

  const wrote = async (message: APIMessage, type: 'posted' | 'edited', eventId: string, at: Instant): Promise<void> => {
    const conversation = threadRef(message.channel_id);
    const from = identity(message.author.id);
    const content = await read(message, conversation, from);
    const what: ThreadEvent['what'] = content ? { type, content } : { type };
    await inbox.thread({ eventId, from, conversation, message: { conversation, id: message.id }, what, at });
  };

  return {
    noted,

    posted: (message) => wrote(message, 'posted', `discord:message:${message.id}`, toInstant(Date.parse(message.timestamp))),

    edited: (message, editedAt) => wrote(message, 'edited', `discord:edit:${message.id}:${editedAt}`, toInstant(Date.parse(editedAt))),

    async deleted(message, channel) {
      const author = authors.get(message);
      if (author?.isBot) return;
      const conversation = threadRef(channel);
      await inbox.thread({
        eventId: `discord:delete:${message}`,
        from: author ? identity(author.user) : null,
        conversation,
        message: { conversation, id: message },
        what: { type: 'deleted' },
        at: clock.now(),
      });
    },

    async reacted({ user_id, channel_id, message_id, emoji }, type, thread) {
      const words = emoji.name ?? emoji.id ?? '';
      const key = `${message_id}:${user_id}:${emoji.id ?? words}`;
      const last = turns.get(key);
      // Discord gives reactions no id, so a repeated event is recognised by changing nothing.
      if (last?.type === type) return;
      const count = (last?.count ?? 0) + 1;
      turns.set(key, { type, count });
      const at = clock.now();
      const place = channel_id === thread ? threadRef(thread) : conversationRef(guildId(), channel_id, 'channel');
      await inbox.thread({
        eventId: `discord:reaction:${key}:${at}:${count}`,
        from: identity(user_id),
        conversation: threadRef(thread),
        message: { conversation: place, id: message_id },
        what: { type, emoji: words },
        at,
      });
    },

    missedReactions() {
      turns = noTurns();
    },

    isByBot(reaction) {
      const isBot = 'member' in reaction && reaction.member?.user.bot === true;
      if (isBot) bots.set(reaction.user_id, true);
      return isBot || reaction.user_id === botId() || bots.get(reaction.user_id) === true;
    },
  };
}
