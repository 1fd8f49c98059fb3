import { toId } from '../../core/ids.js';
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
  const id = new RegExp(`^${FEATURE}:(\\d{1,15})$`).exec(key)?.[1];
  return id === undefined || Number(id) === 0 ? undefined : toId<EventId>(id);
}

/** The delivery that announces an event. */
export const announcementKey = (event: EventId): string => `${FEATURE}:announcement:${event}`;

/** The job that announces it. */
export const announceKey = (event: EventId): string => `${FEATURE}:announce:${event}`;

/** Rows of the agenda that remind of a session begin with this. */
export const remindersPrefix = (session: SessionId): string => `${FEATURE}:remind:${session}:`;

/** An event's thread as a destination. */
export function inThread(event: Pick<CommunityEvent, 'id' | 'texts' | 'language'>): Extract<Destination, { to: 'thread' }> {
  return { to: 'thread', thread: threadKey(event.id), of: eventsChannel.name, title: titleIn(event, event.language) };
}
