import type { Context } from '../../../feature-api/index.js';
import { topicsStore, type WrittenBy } from '../store/index.js';
import type { Mark, TopicId } from '../types.js';

/** The words of a contribution that may be repeated elsewhere; undefined without its author's consent. */
export function sharedWords({ share, shared, words }: WrittenBy): string | undefined {
  return share === 'yes' && shared && words !== null ? words : undefined;
}

/** What members marked in a topic's thread, in the order in which it was written: only what its author shares. */
export async function markedWords(context: Context, topic: TopicId): Promise<Readonly<Record<Mark, readonly string[]>>> {
  const thread = await topicsStore(context.tx).thread(topic);
  const of = (mark: Mark) => thread.filter(({ marks }) => marks.includes(mark)).flatMap((one) => sharedWords(one) ?? []);
  return { lesson: of('lesson'), challenge: of('challenge'), recommendation: of('recommendation') };
}
