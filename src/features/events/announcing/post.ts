import type { Context } from '../../../feature-api/index.js';
import { announcementKey, inThread } from '../keys.js';
import type { CommunityEvent, EventId } from '../types.js';

type Posted = Pick<CommunityEvent, 'id' | 'announcedAt'>;

/** The post of an event that was posted before and taken back has a key of its own. */
const keysOf = ({ id, announcedAt }: Posted): readonly string[] => [
  announcementKey(id),
  ...(announcedAt === null ? [] : [anewKey(id, announcedAt)]),
];
const anewKey = (id: EventId, at: number): string => `${announcementKey(id)}:${at}`;

/** Posts an event in the channel. */
export async function postAnnouncement(context: Context, event: CommunityEvent): Promise<void> {
  const { id } = event;
  await context.deliveries.plan({
    key: announcementKey(id),
    orElse: anewKey(id, context.now),
    kind: 'events.announcement',
    args: { event: id },
    to: inThread(event),
    dueAt: context.now,
  });
}

/** The post is changed where it stands. */
export async function refreshAnnouncement(context: Context, event: Posted): Promise<void> {
  await context.deliveries.refresh(keysOf(event), context.now);
}

export async function removeAnnouncement(context: Context, event: Posted): Promise<void> {
  for (const key of keysOf(event)) await context.deliveries.remove(key, context.now);
}
