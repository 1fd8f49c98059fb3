import type { ChannelPurpose } from '../../ports/chat.js';

/** Where a round's invitation is posted. */
export const coffeeChannel = {
  name: 'coffee',
  usualNames: ['coffee', 'coffee-chat', 'coffee-chats', 'قهوة', 'قاوە'],
  readers: 'everyone',
  fallback: 'general',
  sign: 'cup',
  welcomes: true,
} as const satisfies ChannelPurpose;

/** The community's channel of the organisers. */
export const ORGANISERS = 'organisers';
