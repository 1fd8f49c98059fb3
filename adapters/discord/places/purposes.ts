import type { ChannelPurpose } from '../../../src/ports/chat.js';

/**
 * The purposes under whose channel private threads are opened, best first: those that have a fallback before those that don't,
 * because a channel of its own keeps threads out of everyone's way. Threads are opened where all members can be added.
 */
export function purposesForThreads(purposes: readonly ChannelPurpose[]): readonly ChannelPurpose[] {
  const forEveryone = purposes.filter(({ readers }) => readers === 'everyone');
  return [...forEveryone.filter(({ fallback }) => fallback !== undefined), ...forEveryone.filter(({ fallback }) => fallback === undefined)];
}

/** The purpose whose channel everyone reads: the first for everyone that has no fallback. */
export function commonPurpose(purposes: readonly ChannelPurpose[]): ChannelPurpose | undefined {
  return purposes.find(({ readers, fallback }) => readers === 'everyone' && fallback === undefined);
}
