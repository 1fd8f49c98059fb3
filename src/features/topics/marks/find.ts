import { type Actor, isAllowed } from '../../../core/access.js';
import { InputError, NotFoundError } from '../../../core/errors.js';
import { fold } from '../../../core/fold.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import type { MessageRef } from '../../../ports/chat.js';
import { contributionOfCopy } from '../keys.js';
import { topicsStore } from '../store/index.js';
import { titleIn } from '../text-of.js';
import { topicNumber } from '../topic-number.js';
import type { Contribution, ContributionId, Topic, TopicId } from '../types.js';
import { contributionGone, topicGone } from './ids.js';

/** What stands in a message of a topic's thread: a contribution, or a copy of one. Undefined for the bot's own words. */
export async function contributionIn(context: Context, thread: string, message: MessageRef): Promise<Contribution | undefined> {
  const store = topicsStore(context.tx);
  const written = await store.contributionAt(message);
  if (written) return written;
  const key = await context.deliveries.keyOfMessage(thread, message);
  const copied = key === undefined ? undefined : contributionOfCopy(key);
  return copied === undefined ? undefined : store.contribution(copied);
}

/** A contribution that can be read, and its topic. Throws a `NotFoundError`. */
export async function readable(
  context: Context,
  id: ContributionId,
): Promise<{ readonly contribution: Contribution; readonly topic: Topic }> {
  const store = topicsStore(context.tx);
  const contribution = await store.contribution(id);
  if (!contribution || contribution.deletedAt !== null || contribution.hiddenAt !== null) throw contributionGone();
  const topic = await store.topic(contribution.topic);
  if (!topic) throw contributionGone();
  return { contribution, topic };
}

/** Throws a `NotFoundError` for a topic that is not there, or whose plan is not approved yet. */
export async function requireTopic(context: Context, id: TopicId): Promise<Topic> {
  const store = topicsStore(context.tx);
  const topic = await store.topic(id);
  if (!topic || topic.state === 'skipped' || (topic.state === 'planned' && !(await store.isListed(id)))) throw topicGone();
  return topic;
}

/** Throws a `NotFoundError` for a topic that is not being discussed. */
export async function requireOpenTopic(context: Context, id: TopicId): Promise<Topic> {
  const topic = await requireTopic(context, id);
  if (topic.state !== 'open') throw new NotFoundError('the topic is not open', phrase('topics-marks.error.not-open'));
  return topic;
}

/** Who leads the discussion: its facilitator and whoever learns beside them, advisers and organisers. */
export function leads({ facilitator, shadow }: Pick<Topic, 'facilitator' | 'shadow'>, actor: Actor): boolean {
  return facilitator === actor.id || shadow === actor.id || isAllowed(actor, 'adviser');
}

/** Topics that can be followed or asked about whose titles contain what was typed, for completion. */
export async function matchingTopics(context: Context, typed: string): Promise<readonly Topic[]> {
  const wanted = fold(typed);
  const topics = await topicsStore(context.tx).listedTopics(['planned', 'open']);
  return topics.filter((topic) => titlesOf(topic).some((title) => fold(title).includes(wanted))).slice(0, 25);
}

/** The topic meant by its number or by words of its title. Throws a `NotFoundError` for none, an `InputError` for several. */
export async function topicByText(context: Context, text: string): Promise<TopicId> {
  const number = topicNumber(text);
  const found = await matchingTopics(context, text);
  const [first, second] = found;
  const exact = found.find((topic) => titlesOf(topic).some((title) => fold(title) === fold(text)));
  if (exact) return exact.id;
  if (number !== undefined) return (await requireTopic(context, number)).id;
  if (!first) throw new NotFoundError('no such topic', phrase('topics-marks.error.no-title', { text: text.slice(0, 40) }));
  if (second) throw new InputError('several topics', phrase('topics-marks.error.several', { text: text.slice(0, 40) }));
  return first.id;
}

/** The only topic that is being discussed. Throws an `InputError` for none or several. */
export async function onlyOpenTopic(context: Context): Promise<TopicId> {
  const [first, second] = await topicsStore(context.tx).topicsIn(['open']);
  if (!first) throw new NotFoundError('no open topic', phrase('topics-marks.error.none-open'));
  if (second) throw new InputError('several open topics', phrase('topics-marks.error.which'));
  return first.id;
}

function titlesOf(topic: Topic): readonly string[] {
  return [titleIn(topic, topic.language), ...Object.values(topic.texts).map(({ title }) => title)];
}
