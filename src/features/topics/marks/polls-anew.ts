import type { Context } from '../../../feature-api/index.js';
import { THREAD_GONE } from '../../../ports/agenda.js';
import type { Platform } from '../../../ports/chat.js';
import { inThread, pollKey } from '../keys.js';
import { topicsStore } from '../store/index.js';
import type { Topic } from '../types.js';

/** Plans that the polls which stood in a deleted thread follow once more, each in its former place, with the votes that they have. */
export async function sendPollsAnew(context: Context, topic: Topic, platform: Platform): Promise<void> {
  const { deliveries, now } = context;
  for (const { id } of await topicsStore(context.tx).pollsOf(topic.id)) {
    const key = pollKey(id);
    const first = await deliveries.find(key);
    const all = [...(first ? [first] : []), ...(await deliveries.copies(key))];
    const here = all.filter((each) => each.conversation?.platform === platform || each.key.startsWith(anew(key, platform)));
    const stood = here.find(({ reason }) => reason === THREAD_GONE);
    // Deliveries that were not sent yet are sent without this.
    const isComing = here.some(({ state, message }) => message !== null || (state !== 'sent' && state !== 'dropped'));
    if (!stood || isComing) continue;
    await deliveries.plan({
      key: `${anew(key, platform)}${now}`,
      kind: 'topics.marks.poll',
      args: { poll: id },
      to: inThread(topic, platform),
      dueAt: now,
      placedAt: stood.dueAt,
    });
  }
}

/** It begins as a copy does, so that it is edited with the others. */
const anew = (key: string, platform: Platform): string => `${key}@${platform}-`;
