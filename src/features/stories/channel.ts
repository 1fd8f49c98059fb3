import type { ChannelPurpose } from '../../ports/chat.js';

/** Where stories are published. */
export const storiesChannel = {
  name: 'stories',
  usualNames: ['stories', 'success-stories', 'قصص', 'چیرۆکەکان'],
  readers: 'everyone',
  fallback: 'general',
  welcomes: false,
} as const satisfies ChannelPurpose;
