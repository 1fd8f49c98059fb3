import type { ChannelPurpose } from '../../src/ports/chat.js';

/** The purposes of channels that the features declare, for tests of adapters without features. */
export const PURPOSES: readonly ChannelPurpose[] = [
  { name: 'general', usualNames: ['general', 'عام', 'گشتی'], readers: 'everyone', welcomes: true },
  {
    name: 'coffee',
    usualNames: ['coffee', 'coffee-chat', 'coffee-chats', 'قهوة', 'قاوە'],
    readers: 'everyone',
    fallback: 'general',
    welcomes: true,
  },
  {
    name: 'organisers',
    usualNames: ['organisers', 'organizers', 'mudhif-organisers', 'منسّقون', 'ڕێکخەران'],
    readers: 'organisers',
    welcomes: false,
  },
];
