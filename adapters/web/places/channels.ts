import type { Access } from '../../../src/core/access.js';
import { LANGUAGES, type Language } from '../../../src/core/language.js';
import { plain } from '../../../src/core/text.js';
import { speaker } from '../../../src/language/index.js';
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

/** Throws a `RangeError` for a purpose whose title is missing in a catalogue. */
export function createChannels(purposes: readonly ChannelPurpose[]): Channels {
  // Checked at start-up, because a missing title would make the whole page fail later.
  for (const purpose of purposes) for (const language of LANGUAGES) channelTitle(purpose, language);
  const positionOf: Channels['positionOf'] = ({ kind, key }) => (kind === 'channel' ? purposes.findIndex(({ name }) => name === key) : -1);
  return {
    names: purposes.map(({ name }) => name),
    positionOf,
    purposeOf: (conversation) => purposes[positionOf(conversation)],
  };
}

/** The title shown for the channel of a purpose, from the catalogue key `web.channel.<name>`. */
export function channelTitle({ name }: Pick<ChannelPurpose, 'name'>, language: Language): string {
  return plain(speaker(language).phrase({ key: `web.channel.${name}` }));
}

/** Who may read and write in the channel of a purpose. */
export function channelAccess({ readers }: Pick<ChannelPurpose, 'readers'>): Access {
  return readers === 'organisers' ? 'organiser' : 'anyone';
}
