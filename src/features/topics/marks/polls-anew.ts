import type { Context } from '../../../feature-api/index.js';
import { type Delivery, THREAD_GONE } from '../../../ports/agenda.js';
import type { Platform } from '../../../ports/chat.js';
import { inThread, pollKey } from '../keys.js';
import { topicsStore } from '../store/index.js';
import type { Topic } from '../types.js';

/**
 * Plans that the polls which stood in a deleted thread follow once more, each in its former place, with the votes that they have; and
 * those that never stood there, because the bot ran without the platform.
 */
export async function sendPollsAnew(context: Context, topic: Topic, platform: Platform): Promise<void> {
  const { deliveries, now } = context;
  for (const { id, openedAt } of await topicsStore(context.tx).pollsOf(topic.id)) {
    const key = pollKey(id);
    const first = await deliveries.find(key);
    // One that is on its way reaches every platform, and one that was taken away none.
    if (!first || (first.state === 'dropped' && first.reason !== THREAD_GONE) || (isAhead(first) && !('platform' in first.to))) continue;
    const all = [first, ...(await deliveries.copies(key))];
    const here = all.filter((each) => each.conversation?.platform === platform || each.key.startsWith(`${key}@${platform}`));
    const stood = here.find(({ reason }) => reason === THREAD_GONE);
    // Deliveries that were not sent yet are sent without this.
    if (here.some((each) => each.message !== null || isAhead(each)) || (here.length > 0 && !stood)) continue;
    await deliveries.plan({
      // It begins as a copy does, so that it is edited with the others.
      key: `${key}@${platform}-${now}`,
      kind: 'topics.marks.poll',
      args: { poll: id },
      to: inThread(topic, platform),
      dueAt: now,
      placedAt: stood?.dueAt ?? openedAt,
    });
  }
}

const isAhead = ({ state }: Delivery): boolean => state !== 'sent' && state !== 'dropped';
