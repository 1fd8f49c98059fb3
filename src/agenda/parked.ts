import type { Actor } from '../core/access.js';
import type { Card } from '../core/message.js';
import type { Clock } from '../core/time.js';
import type { Store } from '../ports/store.js';
import type { NotificationRegistry } from './notifications.js';

const MOST = 20;

/**
 * Gives a member what waits for them because nobody may write to them directly: said now, from what is true now, oldest
 * first; what no longer makes sense is dropped. What was given is sent, and is not given twice.
 */
export function createParkedMessages({
  store,
  notifications,
  clock,
}: {
  readonly store: Store;
  readonly notifications: NotificationRegistry;
  readonly clock: Clock;
}): (reader: Actor) => Promise<readonly Card[]> {
  return async (reader) => {
    const cards: Card[] = [];
    const waiting = await store.autocommit.deliveries.list({ states: ['waiting'], member: reader.id, limit: 500 });
    for (const delivery of [...waiting].reverse().slice(-MOST)) {
      const notification = notifications(delivery.kind);
      const now = clock.now();
      const late =
        notification === undefined || (notification.lateness.policy === 'drop' && now - delivery.dueAt > notification.lateness.afterMs);
      const words = await store.autocommit.deliveries.words(delivery.id);
      const composed = late
        ? { drop: 'too-late' }
        : await notification.compose(delivery.args, {
            audience: { languages: [reader.language], members: [reader] },
            now,
            ...(words !== undefined && { words }),
          });
      const given = await store.transaction(async ({ deliveries }) => {
        // Two clicks at once: one gets it.
        if ((await deliveries.findById(delivery.id))?.state !== 'waiting') return false;
        const dropped = 'drop' in composed;
        await deliveries.update(
          delivery.id,
          dropped ? { state: 'dropped', reason: composed.drop } : { state: 'sent', sentAt: now, reason: null },
        );
        return !dropped;
      });
      if (given && 'message' in composed) cards.push(...composed.message.cards);
    }
    return cards;
  };
}
