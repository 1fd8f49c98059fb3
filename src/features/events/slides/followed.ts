import { after, DAY } from '../../../core/time.js';
import type { Listener } from '../../../feature-api/index.js';
import { eventOfThread, threadKey } from '../keys.js';
import { eventsStore } from '../store/index.js';
import { messagePrefix } from './message-key.js';

/** For how long before and after an event its thread is followed, in milliseconds. */
const BEFORE = 60 * DAY;
const AFTERWARDS = 14 * DAY;

/** The threads into which files may have been dropped while nobody heard, and the messages that brought files. */
export const followedThreads: Pick<Listener, 'keptThreads' | 'known'> = {
  async keptThreads({ tx, now }) {
    const sessions = await eventsStore(tx).sessionsBetween(after(now, -AFTERWARDS), after(now, BEFORE));
    return [...new Set(sessions.map(({ event }) => threadKey(event)))];
  },
  async known({ tx }, { key, conversation }) {
    const event = eventOfThread(key);
    if (event === undefined) return [];
    const prefix = messagePrefix(conversation);
    const brought = (await eventsStore(tx).droppedInto(event)).filter(({ message }) => message.startsWith(prefix));
    const posts = new Map(brought.map(({ message, addedAt }) => [message.slice(prefix.length), addedAt]));
    return [...posts].map(([id, at]) => ({ id, at, isGone: false }));
  },
};
