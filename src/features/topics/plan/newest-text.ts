import type { Context } from '../../../feature-api/index.js';
import { topicsStore } from '../store/index.js';
import type { Topic } from '../types.js';
import { contentOfProposal } from './choose.js';

/** What its proposal says now, since whoever proposed it may have edited it; from here on it stays as it is, and is no longer open. */
export async function withNewestText(context: Context, topic: Topic): Promise<Topic> {
  if (topic.proposal === null) return topic;
  const store = topicsStore(context.tx);
  const proposal = (await store.markPlanned(topic.proposal)) ? await store.find(topic.proposal) : undefined;
  if (!proposal) return topic;
  const { texts, why, resources, sector, language } = contentOfProposal(proposal);
  await store.updateTopic(topic.id, { texts, why, resources, sector, language });
  return { ...topic, texts, why, resources, sector, language };
}
