import type { ChannelPurpose } from '../../ports/chat.js';

export const GENERAL = 'general';
export const ORGANISERS = 'organisers';

export const membersChannels: readonly ChannelPurpose[] = [
  { name: GENERAL, usualNames: ['general', 'عام', 'گشتی'], readers: 'everyone', welcomes: true },
  {
    name: ORGANISERS,
    usualNames: ['organisers', 'organizers', 'mudhif-organisers', 'منسّقون', 'ڕێکخەران'],
    readers: 'organisers',
    welcomes: false,
  },
];
