import type { Notification } from '../feature-api/notification.js';

export type NotificationRegistry = (kind: string) => Notification | undefined;

/** All notifications by kind. Throws an `Error` on two of one kind: a mistake in the program. */
export function createNotificationRegistry(notifications: readonly Notification[]): NotificationRegistry {
  const byKind = new Map<string, Notification>();
  for (const notification of notifications) {
    if (byKind.has(notification.kind)) throw new Error(`two notifications of the kind ${notification.kind}`);
    byKind.set(notification.kind, notification);
  }
  return (kind) => byKind.get(kind);
}
