import type { Settings } from '../../../core/settings.js';
import type { Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { openingMessage } from '../../../features/topics/discussion/cards/opening.js';
import { chooseResources, standingResources } from '../../../features/topics/discussion/resources.js';
import { openingKey, threadKey } from '../../../features/topics/keys.js';
import type { Topic } from '../../../features/topics/types.js';
import type { MessageRef } from '../../../ports/chat.js';
import { DEMO_PERSONAS } from '../../personas.js';
import { openThread, type SampleThread } from '../threads.js';

/** Opens a topic's thread. */
export async function openDiscussion(
  context: Context,
  conversation: string,
  {
    topic,
    facilitator,
    languages,
  }: { readonly topic: Topic; readonly facilitator: string | undefined; readonly languages: Settings['languages'] },
  at: Instant,
): Promise<SampleThread> {
  const [first = topic.language, ...others] = languages;
  const resources = await standingResources(context, await chooseResources(context, topic));
  const message = openingMessage({ topic, proposers: [], facilitator, resources, mirroring: false }, [first, ...others]);
  return openThread(context, conversation, { key: openingKey(topic.id), thread: threadKey(topic.id), message }, at);
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
