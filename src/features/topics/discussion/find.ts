import { InputError, NotFoundError } from '../../../core/errors.js';
import { fold } from '../../../core/fold.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { topicsStore } from '../store/index.js';
import { topicNumber } from '../topic-number.js';
import type { Topic } from '../types.js';
import { noTopic } from './ids.js';

/** Planned and open topics whose title contains what was typed, for completion. */
export async function matchingTopics(context: Context, typed: string): Promise<readonly Topic[]> {
  const wanted = fold(typed);
  const topics = await topicsStore(context.tx).topicsIn(['planned', 'open']);
  return topics.filter(({ texts }) => Object.values(texts).some(({ title }) => fold(title).includes(wanted))).slice(0, 25);
}

/** The topic meant by its number or by words of its title. Throws a `NotFoundError` for none, an `InputError` for several. */
export async function topicByText(context: Context, typed: string): Promise<Topic> {
  const number = topicNumber(typed);
  if (number !== undefined) {
    const topic = await topicsStore(context.tx).topic(number);
    if (!topic) throw noTopic();
    return topic;
  }
  const [first, ...others] = await matchingTopics(context, typed);
  const text = typed.slice(0, 40);
  if (!first) throw new NotFoundError('no such title', phrase('topics-discussion.error.no-title', { text }));
  if (others.length > 0) throw new InputError('several titles', phrase('topics-discussion.error.several', { text }));
  return first;
}
