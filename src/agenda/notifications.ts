import type { Notification } from '../feature-api/notification.js';

export type NotificationRegistry = (kind: string) => Notification | undefined;

/**
 * Indexes notifications by kind.
 * @throws {Error} If two have the same kind.
 */
export function createNotificationRegistry(notifications: readonly Notification[]): NotificationRegistry {
  const byKind = new Map<string, Notification>();
  for (const notification of notifications) {
    if (byKind.has(notification.kind)) throw new Error(`two notifications of the kind ${notification.kind}`);
    byKind.set(notification.kind, notification);
  }
  return (kind) => byKind.get(kind);
}
