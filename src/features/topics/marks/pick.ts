import type { Instant, Zone } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import type { Platform } from '../../../ports/chat.js';
import { firstLine } from '../rules/digest.js';
import { topicsStore } from '../store/index.js';
import type { ContributionId, Topic, TopicId } from '../types.js';
import { requireTopic } from './find.js';

/** How many contributions are offered: as many as a menu holds on every platform. */
const PICKED_MAX = 20;

/** A contribution that can be chosen from a list. */
export interface Pickable {
  readonly id: ContributionId;
  /** Its first line; undefined where its author did not agree to be read. */
  readonly line: string | undefined;
  readonly at: Instant;
  readonly platform: Platform;
}

export interface PickView {
  readonly topic: Topic;
  /** The newest first. */
  readonly contributions: readonly Pickable[];
  readonly zone: Zone;
}

/** The newest contributions to a topic, to choose one that is to be marked. Throws a `NotFoundError` for a topic that is not there. */
export async function recentContributions(context: Context, zone: Zone, id: TopicId): Promise<PickView> {
  const topic = await requireTopic(context, id);
  const found = await topicsStore(context.tx).recentContributions(id, PICKED_MAX);
  const contributions = found.map(({ id: contribution, shared, words, writtenAt, message }) => ({
    id: contribution,
    line: shared && words !== null && firstLine(words) !== '' ? firstLine(words) : undefined,
    at: writtenAt,
    platform: message.conversation.platform,
  }));
  return { topic, contributions, zone };
}
