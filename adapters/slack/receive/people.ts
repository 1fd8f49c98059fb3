import type { Identity, PlaceRef } from '../../../src/ports/chat.js';
import type { Bot } from '../connect/introduce.js';
import type { Origin } from '../origin.js';
import type { Conversations } from '../places/conversations.js';
import type { Spot } from './inputs.js';

/** Who interacted, and where. */
export interface People {
  identity(user: string): Identity;
  /** The origin of an interaction. Never throws. */
  originIn(person: Identity, spot: Spot, eventId: string): Promise<Origin>;
}

type Place = Pick<Origin, 'conversation' | 'own' | 'home'>;

export function createPeople({ bot, conversations }: { readonly bot: Bot; readonly conversations: Conversations }): People {
  /** The direct conversation with the bot, if Slack says which it is. */
  const direct = (person: Identity): Promise<PlaceRef | undefined> => conversations.openDirect(person).catch(() => undefined);

  const placeOf = async (person: Identity, channel: Spot['channel']): Promise<Place> => {
    if (!channel) {
      // Slack also takes a person's id for their direct conversation (docs.slack.dev, chat.postMessage: `channel`).
      return { conversation: (await direct(person)) ?? conversations.ref(person.user, 'direct'), own: true, home: true };
    }
    if (!channel.id.startsWith('D')) {
      const isGroup =
        (channel.name === 'privategroup' || channel.name?.startsWith('mpdm-') === true) &&
        conversations.purposeOf(channel.id) === undefined;
      return { conversation: conversations.ref(channel.id, isGroup ? 'group' : 'channel'), own: false };
    }
    // Commands also work in the direct messages of two people, where the bot's private replies must not be posted.
    const own = (await direct(person))?.id === channel.id;
    return { conversation: conversations.ref(channel.id, own ? 'direct' : 'group'), own };
  };

  return {
    identity: (user) => ({ platform: 'slack', space: bot.team, user }),
    async originIn(person, { channel, trigger, responseUrl, source, thread }, eventId) {
      return {
        eventId,
        person,
        ...(await placeOf(person, channel)),
        trigger,
        ...(responseUrl && { responseUrl }),
        ...(source && { source }),
        ...(thread !== undefined && { thread }),
      };
    },
  };
}
