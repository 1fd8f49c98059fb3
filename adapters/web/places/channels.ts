import type { Access } from '../../../src/core/access.js';
import type { ChannelPurpose } from '../../../src/ports/chat.js';
import type { WebConversation } from '../../../src/ports/web-chat.js';

/** The chat has one channel for each purpose; the channel's key is the purpose's name. */
export interface Channels {
  readonly names: readonly string[];
  /** `undefined` for a conversation that is no channel, and for a channel whose purpose no longer exists. */
  purposeOf(conversation: Pick<WebConversation, 'kind' | 'key'>): ChannelPurpose | undefined;
  /** Sort key: conversations that are no channels come first, then channels in the order of the purposes. */
  positionOf(conversation: Pick<WebConversation, 'kind' | 'key'>): number;
}

export function createChannels(purposes: readonly ChannelPurpose[]): Channels {
  const positionOf: Channels['positionOf'] = ({ kind, key }) => (kind === 'channel' ? purposes.findIndex(({ name }) => name === key) : -1);
  return {
    names: purposes.map(({ name }) => name),
    positionOf,
    purposeOf: (conversation) => purposes[positionOf(conversation)],
  };
}

/** Who may read and write in the channel of a purpose. */
export function channelAccess({ readers }: Pick<ChannelPurpose, 'readers'>): Access {
  return readers === 'organisers' ? 'organiser' : 'anyone';
}
