import { type Actor, isAllowed } from '../../../core/access.js';
import { AccessError, InputError, NotFoundError } from '../../../core/errors.js';
import { fold } from '../../../core/fold.js';
import { latinDigits } from '../../../core/written.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { type TopicRecord, topicsStore } from '../store/index.js';
import { titleIn } from '../text-of.js';
import type { Topic, TopicId, TopicState } from '../types.js';
import { goneTopic, topicId } from './ids.js';

type States = readonly [TopicState, ...TopicState[]];

/** A topic by its number; throws a `NotFoundError` for one that is gone or not held. */
export async function requireRecord(context: Context, id: TopicId): Promise<TopicRecord> {
  const record = await topicsStore(context.tx).topicRecord(id);
  if (!record || record.topic.state === 'skipped') throw goneTopic();
  return record;
}

/** Topics in these states whose title, in any language, contains what was typed; the last opening first. */
export async function matchingTopics(context: Context, typed: string, states: States): Promise<readonly Topic[]> {
  const wanted = fold(typed);
  const topics = await topicsStore(context.tx).listedTopics(states);
  return topics.filter(({ texts }) => Object.values(texts).some(({ title }) => fold(title).includes(wanted)));
}

/** Topics for the completion of an option; the value is `t` and the number, for a number alone is a proposal's. */
export async function suggestedTopics(context: Context, typed: string, states: States) {
  return (await matchingTopics(context, typed, states)).slice(0, 25).map((topic) => ({
    value: `t${topic.id}`,
    label: titleIn(topic, topic.language),
  }));
}

/** The topic's number in `t12`; undefined for any other text. */
export function writtenTopic(typed: string): TopicId | undefined {
  const number = /^#?t(\d+)$/i.exec(latinDigits(typed.trim()))?.[1];
  return number === undefined ? undefined : topicId.decode(number);
}

/**
 * The topic meant by `t12`, by its number alone, or by words of its title. Throws a `NotFoundError` for none, an `InputError` for
 * several.
 */
export async function topicByText(context: Context, typed: string, states: States): Promise<TopicId> {
  const written = writtenTopic(typed) ?? writtenTopic(`t${typed.trim().replace(/^#/, '')}`);
  if (written !== undefined) return written;
  return theOnly(await matchingTopics(context, typed, states), typed).id;
}

/** Throws a `NotFoundError` for no topic, an `InputError` for several. */
export function theOnly<T>([first, ...others]: readonly T[], typed: string): T {
  const values = { text: typed.slice(0, 40), command: '/topics list' };
  if (first === undefined) throw new NotFoundError('no such topic', phrase('topics-closing.error.no-title', values));
  if (others.length > 0) throw new InputError('several topics', phrase('topics-closing.error.several', values));
  return first;
}

/** Whether somebody may close and reopen a topic: an organiser, or who facilitates it. */
export function maySteer(actor: Actor, { facilitator }: Topic): boolean {
  return isAllowed(actor, 'organiser') || facilitator === actor.id;
}

/** Throws an `AccessError` for anybody but an organiser and who facilitates the topic. */
export function assertMaySteer(actor: Actor, topic: Topic): void {
  if (!maySteer(actor, topic)) throw new AccessError('does not facilitate', phrase('topics-closing.error.not-yours'));
}
