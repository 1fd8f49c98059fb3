import { z } from 'zod';
import type { MatchId, MemberId, RoundId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Card } from '../../core/message.js';
import { type Composed, defineNotification, type Notification } from '../../core/notification.js';
import { DAY } from '../../core/time.js';
import type { Match, RoundState } from '../../ports/coffee.js';
import type { Answer } from './check-in.js';
import { groupKey } from './coffee.js';
import { isSilent, present, seatsOf } from './introductions.js';
import { checkInCard, followUpCard, leftOutCard, toldCard } from './messages/check-in.js';
import { groupTitle, introductionCard, nudgeCard } from './messages/introduction.js';
import { cancelledCard, channelInvitation, personalInvitation } from './messages/invitation.js';
import { partnerGoneCard, returnedCards, silencePauseCard } from './messages/notices.js';
import { outageCard } from './messages/round.js';
import type { LeftOutReason } from './pairing/types.js';
import { PARTNER_LEFT } from './rules/participants.js';
import { proposeTimes } from './rules/propose-times.js';
import { readReasons, tellable } from './rules/reasons.js';
import { outageWarnings } from './rules/timeline.js';
import { viewerOf } from './rules/visibility.js';
import type { CoffeeService } from './service.js';

const id = <T extends number>() =>
  z
    .int()
    .positive()
    .transform((value) => value as T);
const ofRound = z.object({ round: id<RoundId>() });
const ofParticipant = z.object({ round: id<RoundId>(), member: id<MemberId>() });
const ofSeat = z.object({ match: id<MatchId>(), member: id<MemberId>() });
/** `member`: the one reader, where each of a match is written to alone. */
const ofMatchOrSeat = z.object({ match: id<MatchId>(), member: id<MemberId>().optional() });
const ofMember = z.object({ member: id<MemberId>() });

const gone: Composed = { drop: 'gone' };
const past: Composed = { drop: 'round-past' };

/** Late or not, these are put together from what is true then: what no longer holds drops by itself. */
const whenever = { policy: 'run' } as const;
/** A word of the moment: weeks later it would only puzzle. */
const within = (days: number) => ({ policy: 'drop', afterMs: days * DAY }) as const;

const RUNNING: readonly RoundState[] = ['introduced', 'checking-in'];

/** Everything that the coffee chats say of their own accord. */
export function coffeeNotifications(service: CoffeeService): readonly Notification[] {
  const r = service.store.autocommit;

  async function answerOf(member: MemberId, match: MatchId): Promise<Answer | undefined> {
    const found = await r.coffee.match(match);
    const seat = found?.members.find((one) => one.member === member);
    const round = found && (await r.coffee.round(found.round));
    return found && seat && round && { match: found, seat, round };
  }

  const invitation = defineNotification({
    kind: 'coffee.invitation',
    urgency: 'normal',
    lateness: whenever,
    onUnknownOutcome: 'hold',
    args: ofRound,
    compose: async ({ round: number }, { audience }) => {
      const round = await r.coffee.round(number);
      if (round?.state !== 'invited') return past;
      return { message: channelInvitation(round, await r.community.settings(), audience.languages) };
    },
  });

  const personal = defineNotification({
    kind: 'coffee.personal-invitation',
    urgency: 'normal',
    lateness: whenever,
    onUnknownOutcome: 'resend',
    args: ofParticipant,
    compose: async ({ round: number, member }, { audience: { languages } }) => {
      const round = await r.coffee.round(number);
      if (round?.state !== 'invited') return past;
      const participation = await r.coffee.participation(number, member);
      const enrolment = await r.coffee.enrolment(member);
      if (participation?.answer !== 'invited' || enrolment?.state !== 'in') return { drop: 'answered' };
      return { message: { cards: [personalInvitation(round, await r.community.settings(), languages[0])] } };
    },
  });

  const cancelled = defineNotification({
    kind: 'coffee.cancelled',
    urgency: 'normal',
    lateness: within(7),
    onUnknownOutcome: 'resend',
    args: ofRound,
    compose: async ({ round: number }, { audience }) => {
      const round = await r.coffee.round(number);
      if (round?.state !== 'cancelled') return gone;
      return { message: { cards: audience.languages.map((language) => cancelledCard(round, language)) } };
    },
  });

  const outage = defineNotification({
    kind: 'coffee.outage',
    urgency: 'normal',
    lateness: within(3),
    onUnknownOutcome: 'resend',
    args: ofRound,
    compose: async ({ round: number }, { audience }) => {
      const [round, settings] = [await r.coffee.round(number), await r.community.settings()];
      if (round?.state !== 'planned' || outageWarnings(round, settings).length === 0) return past;
      return { message: { cards: audience.languages.map((language) => outageCard(round, settings, language)) } };
    },
  });

  const introduction = defineNotification({
    kind: 'coffee.introduction',
    urgency: 'normal',
    lateness: whenever,
    onUnknownOutcome: 'resend',
    args: ofMatchOrSeat,
    compose: async ({ match: number, member }, { audience, now }) => {
      const match = await r.coffee.match(number);
      const round = match && (await r.coffee.round(match.round));
      if (!match || !round) return gone;
      if (!RUNNING.includes(round.state)) return past;
      const seats = await seatsOf(r, match);
      const people = present(seats);
      if (people.length < 2) return { drop: 'fewer-than-two' };
      const settings = await r.community.settings();
      const organisations = await r.organisations.findMany(people.flatMap(({ organisation }) => organisation ?? []));
      const others = (about: MemberId) => people.filter((person) => person.id !== about);
      const parts = {
        match,
        round,
        people,
        organisations: new Map(organisations.map((organisation) => [Number(organisation.id), organisation])),
        reasons: tellable(readReasons(match), seats, viewerOf(people)),
        times: proposeTimes(
          people.map(({ timezone, hours }) => ({ zone: timezone, hours })),
          { from: now, until: round.closingAt, seed: match.id, calendar: settings },
        ),
        viewerOf: (about: { readonly id: MemberId }) => viewerOf(others(about.id)),
        relayed: member !== undefined,
      };
      const languages = [...audience.languages].sort(
        (a, b) => Number(match.commonLanguages.includes(b)) - Number(match.commonLanguages.includes(a)),
      );
      return {
        message: {
          cards: [
            ...languages.map((language) => introductionCard(parts, language)),
            ...(await relayCards(match, member, languages[0] ?? 'en')),
          ],
        },
        groupTitle: groupTitle(parts),
      };
    },
  });

  const leftOut = defineNotification({
    kind: 'coffee.left-out',
    urgency: 'normal',
    lateness: within(14),
    onUnknownOutcome: 'hold',
    args: ofParticipant,
    compose: async ({ round: number, member }, { audience }) => {
      const round = await r.coffee.round(number);
      const participation = await r.coffee.participation(number, member);
      if (!round || participation?.result !== 'left-out') return gone;
      const reason = asLeftOutReason(participation.reason);
      return { message: { cards: [leftOutCard(round, reason, audience.languages[0])] } };
    },
  });

  const partnerGone = defineNotification({
    kind: 'coffee.partner-gone',
    urgency: 'normal',
    lateness: within(14),
    onUnknownOutcome: 'hold',
    args: ofParticipant,
    compose: async ({ round: number, member }, { audience: { languages } }) => {
      const round = await r.coffee.round(number);
      const participation = await r.coffee.participation(number, member);
      if (!round || participation?.reason !== PARTNER_LEFT) return gone;
      return { message: { cards: [partnerGoneCard(round, languages[0])] } };
    },
  });

  const nudge = defineNotification({
    kind: 'coffee.nudge',
    urgency: 'normal',
    lateness: within(7),
    onUnknownOutcome: 'hold',
    args: ofMatchOrSeat,
    compose: async ({ match: number, member }, { audience }) => {
      const match = await r.coffee.match(number);
      const round = match && (await r.coffee.round(match.round));
      if (!match || round?.state !== 'introduced') return past;
      if (!isSilent(match)) return { drop: 'in-touch' };
      const people = present(await seatsOf(r, match));
      if (people.length < 2) return { drop: 'fewer-than-two' };
      const cards = audience.languages.map((language) => nudgeCard({ match, people, relayed: member !== undefined }, language));
      return { message: { cards: [...cards, ...(await relayCards(match, member, audience.languages[0]))] } };
    },
  });

  const checkIn = defineNotification({
    kind: 'coffee.check-in',
    urgency: 'normal',
    lateness: within(21),
    onUnknownOutcome: 'hold',
    args: ofSeat,
    compose: async ({ match, member }, { audience: { languages } }) => {
      const answer = await answerOf(member, match);
      if (!answer) return gone;
      const { checkIn: said } = answer.seat;
      if (said !== null && said !== 'planned') return { drop: 'answered' };
      const participation = await r.coffee.participation(answer.round.id, member);
      if (participation?.reason === PARTNER_LEFT) return { drop: 'partner-gone' };
      return { message: { cards: [checkInCard(answer.match, answer.round, await othersOf(answer, member), languages[0])] } };
    },
  });

  const followUp = defineNotification({
    kind: 'coffee.follow-up',
    urgency: 'normal',
    lateness: within(60),
    onUnknownOutcome: 'hold',
    args: ofSeat,
    compose: async ({ match, member }, { audience: { languages } }) => {
      const answer = await answerOf(member, match);
      if (!answer) return gone;
      if (answer.seat.checkIn !== 'met' || answer.seat.laterOutcome !== null) return { drop: 'answered' };
      return { message: { cards: [followUpCard(answer, await othersOf(answer, member), languages[0])] } };
    },
  });

  const paused = defineNotification({
    kind: 'coffee.paused',
    urgency: 'normal',
    lateness: within(30),
    onUnknownOutcome: 'resend',
    args: ofParticipant,
    compose: async ({ member }, { audience: { languages } }) => {
      const enrolment = await r.coffee.enrolment(member);
      if (enrolment?.state !== 'paused' || enrolment.pausedUntil !== null) return { drop: 'back' };
      return { message: { cards: [silencePauseCard(enrolment.unanswered, languages[0])] } };
    },
  });

  const returned = defineNotification({
    kind: 'coffee.returned',
    urgency: 'normal',
    lateness: within(7),
    onUnknownOutcome: 'hold',
    args: ofMember,
    compose: async ({ member }, { audience: { languages } }) => {
      const enrolment = await r.coffee.enrolment(member);
      if (enrolment?.state !== 'in') return { drop: 'paused-or-left' };
      const [settings, round] = [await r.community.settings(), await r.coffee.currentRound()];
      return { message: { cards: returnedCards(round?.state === 'invited' ? round : undefined, settings, languages[0]) } };
    },
  });

  const told = defineNotification({
    kind: 'coffee.told',
    urgency: 'normal',
    lateness: whenever,
    onUnknownOutcome: 'resend',
    args: ofSeat,
    compose: async ({ match, member }, { audience }) => {
      const [answer, teller] = [await answerOf(member, match), await r.members.find(member)];
      if (!answer || !teller) return gone;
      if (answer.seat.checkIn !== 'not-a-good-match') return { drop: 'taken-back' };
      const others = await othersOf(answer, member);
      return { message: { cards: audience.languages.map((language) => toldCard(answer, teller, others, language)) } };
    },
  });

  /** How the reader reaches the others, where they have no place in common. */
  async function relayCards(match: Match, reader: MemberId | undefined, language: Language): Promise<readonly Card[]> {
    const card = reader === undefined ? undefined : await service.relays.card(groupKey(match.id), reader, language);
    return card === undefined ? [] : [card];
  }

  async function othersOf({ match }: Answer, member: MemberId) {
    return seatsOf(r, { ...match, members: match.members.filter((seat) => seat.member !== member) });
  }

  return [invitation, personal, cancelled, outage, introduction, leftOut, partnerGone, nudge, checkIn, followUp, paused, returned, told];
}

function asLeftOutReason(reason: string | null): LeftOutReason {
  return reason === 'too-few' || reason === 'no-shared-language' || reason === 'only-own-organisation' || reason === 'all-met-recently'
    ? reason
    : 'nobody-available';
}
