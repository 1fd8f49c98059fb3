import { z } from 'zod';
import type { MemberId } from '../../core/ids.js';
import { composedGone, defineNotification, idSchema, type Notification, wheneverPossible, withinDays } from '../../feature-api/index.js';
import { endedCard, messageCard, standingCard, undeliveredCard } from './cards/relay.js';
import { othersIn } from './relays.js';
import { readersOf, standingOf, stateOf } from './rules/relay.js';
import { relayStore } from './store.js';
import type { RelayId } from './types.js';

const ofRelay = z.object({ relay: idSchema<RelayId>() });
const byMember = ofRelay.extend({ member: idSchema<MemberId>() });
const perhapsByMember = ofRelay.extend({ member: idSchema<MemberId>().optional() });

/** Both members asked for the conversation, so its messages do not wait for the end of quiet hours. */
const relayOpened = defineNotification({
  kind: 'relay.opened',
  notice: 'relay.conversation',
  urgency: 'asked',
  lateness: withinDays(14),
  onUnknownOutcome: 'resend',
  args: ofRelay,
  async compose(context, { relay: id }, { audience: { languages, members } }) {
    const [relay, reader] = [await relayStore(context.tx).find(id), members[0]];
    if (!relay || !reader) return composedGone;
    if (standingOf(relay, reader.id) !== 'open') return { drop: 'relay-over' };
    const others = await context.people.findMany(readersOf(relay, reader.id));
    return { message: { cards: [standingCard(relay, reader.id, others, languages[0])] } };
  },
});

const carriedMessage = defineNotification({
  kind: 'relay.word',
  notice: 'relay.conversation',
  urgency: 'asked',
  lateness: wheneverPossible,
  onUnknownOutcome: 'resend',
  args: byMember,
  async compose(context, { relay: id, member }, { audience: { languages, members }, words: text }) {
    const [relay, reader] = [await relayStore(context.tx).find(id), members[0]];
    const author = await context.people.find(member);
    if (!relay || !author || !reader) return composedGone;
    if (text === undefined) return { drop: 'taken-back' };
    if (stateOf(relay, reader.id) !== 'accepted') return { drop: 'relay-over' };
    const others = await context.people.findMany(readersOf(relay, reader.id));
    return { message: { cards: [messageCard(relay.id, author, text, others, languages[0])] } };
  },
});

const relayEnded = defineNotification({
  kind: 'relay.ended',
  notice: 'relay.conversation',
  urgency: 'asked',
  lateness: withinDays(14),
  onUnknownOutcome: 'hold',
  args: perhapsByMember,
  async compose(context, { relay: id, member }, { audience: { languages, members } }) {
    const [relay, reader] = [await relayStore(context.tx).find(id), members[0]];
    if (!relay || !reader) return composedGone;
    if (relay.state !== 'ended') return { drop: 'relay-goes-on' };
    const others = await context.people.findMany(relay.members.map((one) => one.member).filter((other) => other !== reader.id));
    const by = member === undefined ? undefined : others.find((other) => other.id === member);
    return { message: { cards: [endedCard(relay.id, by, others, languages[0])] } };
  },
});

function undelivered(what: 'stuck' | 'expired'): Notification {
  return defineNotification({
    kind: `relay.${what}`,
    notice: 'relay.conversation',
    lateness: withinDays(14),
    onUnknownOutcome: 'resend',
    args: ofRelay,
    async compose(context, { relay: id }, { audience: { languages, members } }) {
      const [relay, writer] = [await relayStore(context.tx).find(id), members[0]];
      if (!relay || !writer) return composedGone;
      const others = await othersIn(context, relay, writer.id);
      if (others.length === 0) return { drop: 'nobody-to-talk-to' };
      return { message: { cards: [undeliveredCard(what, relay, writer.id, others, languages[0])] } };
    },
  });
}

export const relayMessages: readonly Notification[] = [
  relayOpened,
  carriedMessage,
  relayEnded,
  undelivered('stuck'),
  undelivered('expired'),
];
