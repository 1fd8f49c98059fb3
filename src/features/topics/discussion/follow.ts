import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { topicsStore } from '../store/index.js';
import type { Topic, TopicId } from '../types.js';
import { noTopic } from './ids.js';

/** The member follows a topic, or does so no more. Throws a `NotFoundError` for a topic that does not exist. */
export async function setFollow(context: Context, id: TopicId, member: MemberId, follows: boolean): Promise<Topic> {
  const store = topicsStore(context.tx);
  const topic = await store.topic(id);
  if (!topic) throw noTopic();
  await store.setFollow(id, member, follows, { at: context.now, asked: true });
  return topic;
}
