import type { Actor } from '../core/access.js';
import type { Card } from '../core/message.js';
import { between } from '../core/time.js';
import type { Context } from '../feature-api/index.js';
import { KEPT } from '../ports/agenda.js';
import type { NotificationRegistry } from './notifications.js';

/** The largest number of parked messages that are shown at once; older ones stay. */
const MOST = 20;

/**
 * Shows a member the messages that are parked because nobody may write to them directly, or because they switched them off: composed from what is true now,
 * oldest first; what no longer makes sense is dropped. What is shown counts as sent, and is not shown twice.
 */
export function createParkedMessages(notifications: NotificationRegistry) {
  return async (context: Context, reader: Actor): Promise<readonly Card[]> => {
    const cards: Card[] = [];
    const waiting = await context.deliveries.list({ states: ['waiting'], member: reader.id, limit: 500 });
    for (const delivery of [...waiting].reverse().slice(-MOST)) {
      const notification = notifications(delivery.kind);
      const { now } = context;
      const late =
        notification === undefined ||
        // What somebody switched off is kept until they look, however long that is.
        (delivery.reason !== KEPT &&
          notification.lateness.policy === 'drop' &&
          between(delivery.dueAt, now) > notification.lateness.afterMs);
      const words = await context.deliveries.words(delivery.id);
      const composed = late
        ? { drop: 'too-late' }
        : await notification.compose(context, delivery.args, {
            audience: { languages: [reader.language], members: [reader] },
            ...(words !== undefined && { words }),
          });
      const shown = await context.atomically(async ({ deliveries }) => {
        // Only the first of two simultaneous clicks shows the message.
        if ((await deliveries.findById(delivery.id))?.state !== 'waiting') return false;
        const dropped = 'drop' in composed;
        await deliveries.update(
          delivery.id,
          dropped ? { state: 'dropped', reason: composed.drop } : { state: 'sent', sentAt: now, reason: null },
        );
        return !dropped;
      });
      if (shown && 'message' in composed) cards.push(...composed.message.cards);
    }
    return cards;
  };
}
