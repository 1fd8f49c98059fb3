import { threadRef } from '../../../../adapters/web/places/threads.js';
import { storeMessage } from '../../../../adapters/web/render/message.js';
import type { Settings } from '../../../core/settings.js';
import type { Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { topicsChannel } from '../../../features/topics/channel.js';
import { openingMessage } from '../../../features/topics/discussion/cards/opening.js';
import { openingKey, threadKey } from '../../../features/topics/keys.js';
import type { Topic } from '../../../features/topics/types.js';
import type { ConversationRef, MessageRef } from '../../../ports/chat.js';
import { DEMO_PERSONAS } from '../../personas.js';
import { DEMO_SPACE } from '../members.js';

/** A topic's thread in the web chat. */
export interface SampleThread {
  readonly conversation: string;
  /** The message that opens it. */
  readonly opening: number;
  readonly ref: ConversationRef;
}

/** The channel of topics. */
export async function openChannel({ webChat }: Context): Promise<string> {
  const { name } = topicsChannel;
  const known = await webChat.conversationByKey(name);
  if (known) return known.id;
  const id = `demo-${name}`;
  await webChat.insertConversation({ id, kind: 'channel', key: name, title: name, users: [] });
  return id;
}

/** Opens a topic's thread as its delivery would have done, under the same keys: what the bot posts there later finds it. */
export async function openThread(
  { webChat, conversations }: Context,
  conversation: string,
  {
    topic,
    facilitator,
    languages,
  }: { readonly topic: Topic; readonly facilitator: string | undefined; readonly languages: Settings['languages'] },
  at: Instant,
): Promise<SampleThread> {
  const [first = topic.language, ...others] = languages;
  const message = openingMessage({ topic, proposers: [], facilitator, mirroring: false }, [first, ...others]);
  const opening = await webChat.insertMessage({
    conversation,
    thread: null,
    author: null,
    onlyFor: null,
    at,
    content: { type: 'message', json: storeMessage(message), files: [] },
    key: openingKey(topic.id),
    opens: true,
  });
  const ref = threadRef(DEMO_SPACE, conversation, opening);
  await conversations.save(threadKey(topic.id), ref);
  return { conversation, opening, ref };
}

/** What a member writes there. */
export async function write(
  { webChat }: Context,
  { conversation, opening, ref }: SampleThread,
  { user, text, at }: { readonly user: string; readonly text: string; readonly at: Instant },
): Promise<MessageRef> {
  const content = { type: 'text', text, files: [] } as const;
  const id = await webChat.insertMessage({ conversation, thread: opening, author: user, onlyFor: null, at, content, key: null });
  return { conversation: ref, id: String(id) };
}

/** The personas have read what stands in the channel up to this message. */
export async function markRead({ webChat }: Context, { conversation }: SampleThread, { id }: MessageRef): Promise<void> {
  for (const { user } of DEMO_PERSONAS) await webChat.markRead(user, conversation, Number(id));
}
