import { idAfter } from '../../core/ids.js';
import type { Destination } from '../../core/notification.js';
import { eventsChannel } from './channel.js';
import { FEATURE } from './names.js';
import { titleIn } from './text-of.js';
import type { CommunityEvent, EventId, SessionId } from './types.js';

/** The thread of an event. */
export function threadKey(event: EventId): string {
  return `${FEATURE}:${event}`;
}

/** The event whose thread has this key; undefined for any other key. */
export function eventOfThread(key: string): EventId | undefined {
  return idAfter<EventId>(`${FEATURE}:`, key);
}

/** The delivery that announces an event. */
export const announcementKey = (event: EventId): string => `${FEATURE}:announcement:${event}`;

/** The row of the agenda that announces a draft at its time. */
export const laterKey = (event: EventId): string => `${FEATURE}:announce:${event}:later`;

/** Whether an event was posted in the channel, so that there is a thread to write to. */
export const isPosted = ({ announcedAt }: Pick<CommunityEvent, 'announcedAt'>): boolean => announcedAt !== null;

/** Whether others than those who were chosen may read of it: an event for chosen people has no post and no thread. */
export const mayBePosted = ({ audience }: Pick<CommunityEvent, 'audience'>): boolean => audience.to !== 'members';

/** Rows of the agenda that remind of a session begin with this. */
export const remindersPrefix = (session: SessionId): string => `${FEATURE}:remind:${session}:`;

/** An event's thread as a destination. */
export function inThread(event: Pick<CommunityEvent, 'id' | 'texts' | 'language'>): Extract<Destination, { to: 'thread' }> {
  return { to: 'thread', thread: threadKey(event.id), of: eventsChannel.name, title: titleIn(event, event.language) };
}
