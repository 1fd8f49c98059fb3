import type { Language } from '../../../src/core/language.js';
import type { Identity } from '../../../src/ports/chat.js';
import type { Bot } from '../connect/introduce.js';
import type { Origin } from '../origin.js';
import type { Conversations } from '../places/conversations.js';

/** Who interacted, and where. */
export interface People {
  identity(user: string): Identity;
  /** The person's language for the adapter's own texts; English if it can't be found out. */
  languageOf(person: Identity): Promise<Language>;
  /** The origin of an interaction in this channel; `name` as Slack sends it with the interaction. */
  originIn(person: Identity, channel: { readonly id: string; readonly name?: string | undefined }, eventId: string): Promise<Origin>;
}

export function createPeople(deps: {
  readonly bot: Bot;
  readonly conversations: Conversations;
  readonly languageOf: (identity: Identity) => Promise<Language>;
}): People {
  const { bot, conversations } = deps;
  return {
    identity: (user) => ({ platform: 'slack', space: bot.team, user }),
    languageOf: (person) => deps.languageOf(person).catch((): Language => 'en'),
    async originIn(person, channel, eventId) {
      if (!channel.id.startsWith('D')) {
        const isGroup =
          (channel.name === 'privategroup' || channel.name?.startsWith('mpdm-') === true) &&
          conversations.purposeOf(channel.id) === undefined;
        return { eventId, person, conversation: conversations.ref(channel.id, isGroup ? 'group' : 'channel'), own: false };
      }
      // Commands also work in the direct messages of two people, where the bot's private replies must not be posted.
      const own = await conversations.openDirect(person).then(
        (direct) => direct.id === channel.id,
        () => false,
      );
      return { eventId, person, conversation: conversations.ref(channel.id, own ? 'direct' : 'group'), own };
    },
  };
}
