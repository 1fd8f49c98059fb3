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

interface ForAll {
  readonly welcomes: boolean;
  readonly inThreads?: true;
}

/** A channel that everyone reads; where it isn't set up, what belongs there goes to the general one. */
export const channelForAll = <const Name extends string>(name: Name, usualNames: readonly string[], more: ForAll) => ({
  name,
  usualNames,
  readers: 'everyone' as const,
  fallback: GENERAL,
  ...more,
});
