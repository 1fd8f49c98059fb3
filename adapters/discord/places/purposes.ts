import type { ChannelPurpose } from '../../../src/ports/chat.js';

/**
 * The purposes under whose channel private threads are opened, best first: those that have a fallback before those that don't,
 * because a channel of its own keeps threads out of everyone's way. Threads are opened where all members can be added.
 */
export function purposesForThreads(purposes: readonly ChannelPurpose[]): readonly ChannelPurpose[] {
  // The channel of a purpose in threads may be a forum, which has no private threads.
  const forEveryone = purposes.filter(({ readers, inThreads }) => readers === 'everyone' && !inThreads);
  return [...forEveryone.filter(({ fallback }) => fallback !== undefined), ...forEveryone.filter(({ fallback }) => fallback === undefined)];
}

/** The purpose whose channel everyone reads: the first for everyone that has no fallback, unless it is for threads. */
export function commonPurpose(purposes: readonly ChannelPurpose[]): ChannelPurpose | undefined {
  return purposes.find(({ readers, fallback, inThreads }) => readers === 'everyone' && fallback === undefined && !inThreads);
}
