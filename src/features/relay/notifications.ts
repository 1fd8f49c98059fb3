import { z } from 'zod';
import type { MemberId, RelayId } from '../../core/ids.js';
import { type Composed, defineNotification, type Notification } from '../../core/notification.js';
import { DAY } from '../../core/time.js';
import { endedCard, relayCard, undeliveredCard, wordCard } from './cards.js';
import { othersOf, readersOf, standingOf } from './rules.js';
import type { RelayService } from './service.js';

const id = <T extends number>() =>
  z
    .int()
    .positive()
    .transform((value) => value as T);
const ofRelay = z.object({ relay: id<RelayId>() });
const byMember = ofRelay.extend({ member: id<MemberId>() });
const perhapsBy = ofRelay.extend({ member: id<MemberId>().optional() });

const gone: Composed = { drop: 'gone' };

/** Late words of a talk that both wanted are still wanted. */
const whenever = { policy: 'run' } as const;
const within = (days: number) => ({ policy: 'drop', afterMs: days * DAY }) as const;

/** All that a relay says of its own accord. Both asked for it, so it does not wait for the end of quiet hours. */
export function relayNotifications({ store }: Pick<RelayService, 'store'>): readonly Notification[] {
  const { relays, members } = store.autocommit;
  const undelivered = (what: 'stuck' | 'expired'): Notification =>
    defineNotification({
      kind: `relay.${what}`,
      urgency: 'normal',
      lateness: within(14),
      onUnknownOutcome: 'resend',
      args: ofRelay,
      compose: async ({ relay: number }, { audience: { languages, members: readers } }) => {
        const [relay, writer] = [await relays.find(number), readers[0]];
        if (!relay || !writer) return gone;
        const others = await members.findMany(othersOf(relay, writer.id));
        if (others.length === 0) return { drop: 'nobody-to-talk-to' };
        return { message: { cards: [undeliveredCard(what, relay, writer.id, others, languages[0])] } };
      },
    });
  return [
    defineNotification({
      kind: 'relay.opened',
      urgency: 'asked',
      lateness: within(14),
      onUnknownOutcome: 'resend',
      args: ofRelay,
      compose: async ({ relay: number }, { audience: { languages, members: readers } }) => {
        const [relay, reader] = [await relays.find(number), readers[0]];
        if (!relay || !reader) return gone;
        if (standingOf(relay, reader.id) !== 'open') return { drop: 'relay-over' };
        return { message: { cards: [relayCard(relay, reader.id, await members.findMany(readersOf(relay, reader.id)), languages[0])] } };
      },
    }),
    defineNotification({
      kind: 'relay.word',
      urgency: 'asked',
      lateness: whenever,
      onUnknownOutcome: 'resend',
      args: byMember,
      compose: async ({ relay: number, member }, { audience: { languages, members: readers }, words }) => {
        const [relay, author, reader] = [await relays.find(number), await members.find(member), readers[0]];
        if (!relay || !author || !reader) return gone;
        if (words === undefined) return { drop: 'taken-back' };
        if (relay.members.find((one) => one.member === reader.id)?.state !== 'accepted') return { drop: 'relay-over' };
        return {
          message: { cards: [wordCard(relay.id, author, words, await members.findMany(readersOf(relay, reader.id)), languages[0])] },
        };
      },
    }),
    defineNotification({
      kind: 'relay.ended',
      urgency: 'asked',
      lateness: within(14),
      onUnknownOutcome: 'hold',
      args: perhapsBy,
      compose: async ({ relay: number, member }, { audience: { languages, members: readers } }) => {
        const [relay, reader] = [await relays.find(number), readers[0]];
        if (!relay || !reader) return gone;
        if (relay.state !== 'ended') return { drop: 'relay-goes-on' };
        const others = await members.findMany(relay.members.map((one) => one.member).filter((other) => other !== reader.id));
        const by = member === undefined ? undefined : others.find((other) => other.id === member);
        return { message: { cards: [endedCard(relay.id, by, others, languages[0])] } };
      },
    }),
    undelivered('stuck'),
    undelivered('expired'),
  ];
}
