import { threadRef } from '../../../adapters/web/places/threads.js';
import { storeMessage } from '../../../adapters/web/render/message.js';
import type { Message } from '../../core/message.js';
import type { Instant } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import type { ChannelPurpose, ConversationRef } from '../../ports/chat.js';
import { DEMO_SPACE } from './members.js';

/** A thread of a feature in the web chat. */
export interface SampleThread {
  readonly conversation: string;
  /** The message that opens it. */
  readonly opening: number;
  readonly ref: ConversationRef;
}

/** The channel of a purpose. */
export async function openChannel({ webChat }: Context, { name }: ChannelPurpose): Promise<string> {
  const known = await webChat.conversationByKey(name);
  if (known) return known.id;
  const id = `demo-${name}`;
  await webChat.insertConversation({ id, kind: 'channel', key: name, title: name, users: [] });
  return id;
}

/** Opens a thread as its delivery would have done, under the same keys: what the bot posts there later finds it. */
export async function openThread(
  { webChat, conversations }: Context,
  conversation: string,
  { key, thread, message }: { readonly key: string; readonly thread: string; readonly message: Message },
  at: Instant,
): Promise<SampleThread> {
  const content = { type: 'message', json: storeMessage(message), files: [] } as const;
  const opening = await webChat.insertMessage({
    conversation,
    thread: null,
    author: null,
    onlyFor: null,
    at,
    content,
    key,
    opens: true,
  });
  const ref = threadRef(DEMO_SPACE, conversation, opening);
  await conversations.save(thread, ref);
  return { conversation, opening, ref };
}
