import { z } from 'zod';
import type { Context, OnShelf, Subject } from '../../../feature-api/index.js';
import { refreshOpening } from '../facilitators/refresh.js';
import { namingKey, openingKey } from '../keys.js';
import { ofTopic } from '../message-args.js';
import { topicsStore } from '../store/index.js';
import type { Topic, TopicId } from '../types.js';

export const NAMING = 'topics.discussion.naming';

/** How many resources of the library are named below a topic. */
const NAMED_MAX = 3;

/**
 * What the message that opens a topic is given: the keys of resources are chosen once, so that all copies name the same ones whenever
 * they are composed. A message that is older than the library names none.
 */
export const ofOpening = ofTopic.extend({ resources: z.array(z.string()).optional() });

/** What a topic is about, for the library. */
function subjectOf({ sector, texts, language, resources }: Topic): Subject {
  return { sector, texts: Object.values(texts).map(({ title, question }) => ({ title, text: question })), language, links: resources };
}

/** Resources that fit a topic and that every member may see, the best first, beside those that came with its proposal. */
export async function chooseResources(context: Context, topic: Topic, limit = NAMED_MAX): Promise<readonly string[]> {
  return (await context.features.shelf?.fitting(context, subjectOf(topic), limit)) ?? [];
}

/** What of the chosen resources every member may see now. */
export async function standingResources(context: Context, keys: readonly string[]): Promise<readonly OnShelf[]> {
  return keys.length === 0 ? [] : ((await context.features.shelf?.standing(context, keys)) ?? []);
}

/** The resources that were chosen for the opening of a topic. */
export async function namedResources(context: Context, topic: TopicId): Promise<readonly string[]> {
  return ofOpening.safeParse((await context.deliveries.find(openingKey(topic)))?.args).data?.resources ?? [];
}

/** Something that an open topic may name is shown no more, or in another way: the openings that name it follow. */
export async function planNaming(context: Context, item: string): Promise<void> {
  if (context.features.shelf?.holds(item) !== true) return;
  await context.agenda.plan({ key: namingKey(item), kind: NAMING, payload: { item }, dueAt: context.now, again: true });
}

export async function refreshNaming(context: Context, item: string): Promise<void> {
  for (const topic of await topicsStore(context.tx).topicsIn(['open'])) {
    if ((await namedResources(context, topic.id)).includes(item)) await refreshOpening(context, topic);
  }
}

/** A resource that the nudge suggests: one that the opening does not name, or else what it does. */
export async function suggestResource(context: Context, topic: Topic): Promise<OnShelf | string | undefined> {
  const named = await namedResources(context, topic.id);
  const fitting = await chooseResources(context, topic, NAMED_MAX + 1 + named.length);
  const [fresh] = await standingResources(
    context,
    fitting.filter((key) => !named.includes(key)),
  );
  return fresh ?? topic.resources[0] ?? (await standingResources(context, named))[0];
}
