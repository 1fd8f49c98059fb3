import type { Context } from '../../../feature-api/index.js';
import type { Delivery } from '../../../ports/agenda.js';
import { PLATFORMS } from '../../../ports/chat.js';
import { inThread, openingKey, threadKey } from '../keys.js';
import { topicsStore } from '../store/index.js';
import { fillAnew } from './lost.js';
import { OPENING } from './open.js';
import { namedResources } from './resources.js';

/**
 * At start-up: opens the threads of open topics on platforms that the bot ran without when the topics opened, such as for a token that was
 * missing, and sends what was shared and asked meanwhile. A thread that somebody closed or deleted is left alone.
 */
export async function joinThreads(context: Context): Promise<void> {
  const { platforms, conversations, deliveries, now } = context;
  const choosable = platforms.withChannels();
  const here = PLATFORMS.filter((platform) => choosable.includes(platform) || platforms.space(platform) !== undefined);
  for (const topic of await topicsStore(context.tx).topicsIn(['open'])) {
    const first = await deliveries.find(openingKey(topic.id));
    // One that is on its way reaches every platform.
    if (first?.state !== 'sent') continue;
    const openings = [first, ...(await deliveries.copies(first.key))];
    for (const platform of here) {
      if (openings.some((each) => platformOf(each) === platform)) continue;
      if ((await conversations.find(threadKey(topic.id), platform)) !== undefined) continue;
      await deliveries.plan({
        key: `${openingKey(topic.id)}@${platform}`,
        kind: OPENING,
        args: { topic: topic.id, resources: await namedResources(context, topic.id) },
        to: inThread(topic, platform),
        dueAt: now,
        placedAt: topic.openedAt ?? now,
      });
      await fillAnew(context, topic, platform);
      context.logger.info({ topic: topic.id, platform }, 'topic opened on a platform that was missing');
    }
  }
}

const platformOf = ({ to, conversation }: Delivery): string | undefined => ('platform' in to ? to.platform : conversation?.platform);
