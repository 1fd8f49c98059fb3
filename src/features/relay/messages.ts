import { z } from 'zod';
import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { type Composed, type Context, defineNotification, idSchema, lasting, type Notification } from '../../feature-api/index.js';
import { composedGone, wheneverPossible, withinDays } from '../../feature-api/lateness.js';
import { endedCard, howCard, messageCard, ownCard, standingCard, undeliveredCard } from './cards/relay.js';
import { othersIn } from './relays.js';
import { readersOf, standingOf, stateOf } from './rules/relay.js';
import { relayStore } from './store.js';
import type { Relay, RelayId } from './types.js';

const ofRelay = z.object({ relay: idSchema<RelayId>() });
const byMember = ofRelay.extend({ member: idSchema<MemberId>() });
const perhapsByMember = ofRelay.extend({ member: idSchema<MemberId>().optional() });

/** Both members asked for the conversation, so its messages do not wait for the end of quiet hours. */
const relayOpened = standing('relay.opened', 'asked', async (context, relay, reader, language) => {
  if (standingOf(relay, reader) !== 'open') return { drop: 'relay-over' };
  const others = await context.people.findMany(readersOf(relay, reader));
  return { message: { cards: [standingCard(relay, reader, others, language)] } };
});

/** Tells one member how a conversation stands. */
function standing(
  kind: string,
  urgency: Notification['urgency'],
  compose: (context: Context, relay: Relay, reader: MemberId, language: Language) => Promise<Composed>,
): Notification {
  return defineNotification(
    { kind, notice: 'relay.conversation', urgency, ...lasting, args: ofRelay },
    async (context, { relay: id }, { audience: { languages, members } }) => {
      const [relay, reader] = [await relayStore(context.tx).find(id), members[0]];
      return relay && reader ? compose(context, relay, reader.id, languages[0]) : composedGone;
    },
  );
}

const carriedMessage = defineNotification(
  {
    kind: 'relay.word',
    notice: 'relay.conversation',
    urgency: 'asked',
    lateness: wheneverPossible,
    onUnknownOutcome: 'resend',
    args: byMember,
  },
  async (context, { relay: id, member }, { audience: { languages, members }, words: text }) => {
    const [relay, reader] = [await relayStore(context.tx).find(id), members[0]];
    const author = await context.people.find(member);
    if (!relay || !author || !reader) return composedGone;
    if (text === undefined) return { drop: 'taken-back' };
    if (stateOf(relay, reader.id) !== 'accepted') return { drop: 'relay-over' };
    const others = await context.people.findMany(readersOf(relay, reader.id));
    return { message: { cards: [messageCard(relay.id, author, text, others, languages[0])] } };
  },
);

/** What the writer wrote, where they read the answers. */
const ownMessage = defineNotification(
  { kind: 'relay.own', notice: 'relay.conversation', urgency: 'asked', lateness: withinDays(1), onUnknownOutcome: 'hold', args: ofRelay },
  async (_context, _args, { audience: { languages }, words: text }) => {
    if (text === undefined) return { drop: 'taken-back' };
    return { message: { cards: [ownCard(text, languages[0])] } };
  },
);

/** How to write, for somebody who typed where the bot reads nothing. */
const howToWrite = standing('relay.how', 'asked', async (context, relay, reader, language) => {
  const others = await othersIn(context, relay, reader);
  return { message: { cards: [howCard(relay, reader, others, language)] } };
});

const relayEnded = defineNotification(
  {
    kind: 'relay.ended',
    notice: 'relay.conversation',
    urgency: 'asked',
    lateness: withinDays(14),
    onUnknownOutcome: 'hold',
    args: perhapsByMember,
  },
  async (context, { relay: id, member }, { audience: { members } }) => {
    const [relay, reader] = [await relayStore(context.tx).find(id), members[0]];
    if (!relay || !reader) return composedGone;
    if (relay.state !== 'ended') return { drop: 'relay-goes-on' };
    const others = await context.people.findMany(relay.members.map((one) => one.member).filter((other) => other !== reader.id));
    const by = member === undefined ? undefined : others.find((other) => other.id === member);
    return (language) => endedCard(relay.id, by, others, language);
  },
);

function undelivered(what: 'stuck' | 'expired'): Notification {
  return standing(`relay.${what}`, 'normal', async (context, relay, writer, language) => {
    const others = await othersIn(context, relay, writer);
    if (others.length === 0) return { drop: 'nobody-to-talk-to' };
    return { message: { cards: [undeliveredCard(what, relay, writer, others, language)] } };
  });
}

export const relayMessages: readonly Notification[] = [
  relayOpened,
  carriedMessage,
  ownMessage,
  howToWrite,
  relayEnded,
  undelivered('stuck'),
  undelivered('expired'),
];
