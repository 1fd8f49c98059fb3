import type { Actor } from '../../../core/access.js';
import { AccessError, NotFoundError } from '../../../core/errors.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { topicsStore } from '../store/index.js';
import type { Topic, TopicId } from '../types.js';

/** Throws a `NotFoundError` for a topic that is gone, not held or closed. */
export async function requireComing(context: Context, id: TopicId): Promise<Topic> {
  return coming(await topicsStore(context.tx).topic(id));
}

/** A topic that was found and still is to be facilitated; throws what `requireComing` throws for any other. */
export function coming(topic: Topic | undefined): Topic {
  if (topic?.state !== 'planned' && topic?.state !== 'open') throw gone();
  return topic;
}

/** A topic that the member facilitates, or learns from. Throws an `AccessError` for any other, and what `requireComing` throws. */
export async function requireOwn(context: Context, { id: member }: Pick<Actor, 'id'>, id: TopicId): Promise<Topic> {
  const topic = await requireComing(context, id);
  if (topic.facilitator !== member && topic.shadow !== member) {
    throw new AccessError('a topic of others', phrase('topics-facilitators.error.not-yours'));
  }
  return topic;
}

export const gone = () => new NotFoundError('not a topic', phrase('topics-facilitators.error.gone'));
