import type { ChannelPurpose } from '../../ports/chat.js';

/** Where topics are discussed, each in its thread. */
export const topicsChannel = {
  name: 'topics',
  usualNames: ['topics', 'discussions', 'مواضيع', 'بابەتەکان'],
  readers: 'everyone',
  inThreads: true,
  fallback: 'general',
  welcomes: true,
} as const satisfies ChannelPurpose;
