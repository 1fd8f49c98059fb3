import { z } from 'zod';
import type { MatchId, MemberId, RoundId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Card } from '../../core/message.js';
import { type Composed, type Context, defineNotification, type Notification } from '../../feature-api/index.js';
import { composedGone, wheneverPossible, withinDays } from '../../feature-api/lateness.js';
import { idSchema } from '../../feature-api/schemas.js';
import { findMember, findOrganisations } from '../members/public.js';
import { relayCard } from '../relay/public.js';
import { checkInCard, followUpCard, leftOutCard, toldCard } from './cards/check-in.js';
import { groupTitle, introductionCard, nudgeCard } from './cards/introduction.js';
import { cancelledCard, channelInvitation, personalInvitation } from './cards/invitation.js';
import { partnerGoneCard, returnedCards, silencePauseCard } from './cards/notices.js';
import { outageCard } from './cards/round.js';
import { groupKey } from './keys.js';
import { type Answer, findOwnMatch } from './own-match.js';
import type { LeftOutReason } from './pairing/types.js';
import { isSilent, PARTNER_LEFT } from './rules/participants.js';
import { proposeTimes } from './rules/propose-times.js';
import { tellable } from './rules/reasons.js';
import { outageWarnings } from './rules/timeline.js';
import { viewerOf } from './rules/visibility.js';
import { present, type Seats, seatsOf, withoutSeatOf } from './seats.js';
import { readSettings } from './settings.js';
import { coffeeStore } from './store/index.js';
import type { Match, RoundState } from './types.js';

const ofRound = z.object({ round: idSchema<RoundId>() });
const ofParticipant = z.object({ round: idSchema<RoundId>(), member: idSchema<MemberId>() });
const ofSeat = z.object({ match: idSchema<MatchId>(), member: idSchema<MemberId>() });
/** `member`: the one reader, where each member of a match is written to alone. */
const ofMatchOrSeat = z.object({ match: idSchema<MatchId>(), member: idSchema<MemberId>().optional() });
const ofMember = z.object({ member: idSchema<MemberId>() });

const past: Composed = { drop: 'round-past' };

const RUNNING: readonly RoundState[] = ['introduced', 'checking-in'];

const invitation = defineNotification({
  kind: 'coffee.invitation',
  urgency: 'normal',
  lateness: wheneverPossible,
  onUnknownOutcome: 'hold',
  args: ofRound,
  compose: async (context, { round: number }, { audience }) => {
    const round = await coffeeStore(context.tx).round(number);
    if (round?.state !== 'invited') return past;
    return { message: channelInvitation(round, await readSettings(context), audience.languages) };
  },
});

const personal = defineNotification({
  kind: 'coffee.personal-invitation',
  urgency: 'normal',
  lateness: wheneverPossible,
  onUnknownOutcome: 'resend',
  args: ofParticipant,
  compose: async (context, { round: number, member }, { audience: { languages } }) => {
    const round = await coffeeStore(context.tx).round(number);
    if (round?.state !== 'invited') return past;
    const participation = await coffeeStore(context.tx).participation(number, member);
    const enrolment = await coffeeStore(context.tx).enrolment(member);
    if (participation?.answer !== 'invited' || enrolment?.state !== 'in') return { drop: 'answered' };
    return { message: { cards: [personalInvitation(round, await readSettings(context), languages[0])] } };
  },
});

const cancelled = defineNotification({
  kind: 'coffee.cancelled',
  urgency: 'normal',
  lateness: withinDays(7),
  onUnknownOutcome: 'resend',
  args: ofRound,
  compose: async (context, { round: number }, { audience }) => {
    const round = await coffeeStore(context.tx).round(number);
    if (round?.state !== 'cancelled') return composedGone;
    return { message: { cards: audience.languages.map((language) => cancelledCard(round, language)) } };
  },
});

const outage = defineNotification({
  kind: 'coffee.outage',
  urgency: 'normal',
  lateness: withinDays(3),
  onUnknownOutcome: 'resend',
  args: ofRound,
  compose: async (context, { round: number }, { audience }) => {
    const [round, settings] = [await coffeeStore(context.tx).round(number), await readSettings(context)];
    if (round?.state !== 'planned' || outageWarnings(round, settings).length === 0) return past;
    return { message: { cards: audience.languages.map((language) => outageCard(round, settings, language)) } };
  },
});

const introduction = defineNotification({
  kind: 'coffee.introduction',
  urgency: 'normal',
  lateness: wheneverPossible,
  onUnknownOutcome: 'resend',
  args: ofMatchOrSeat,
  compose: async (context, { match: number, member }, { audience }) => {
    const match = await coffeeStore(context.tx).match(number);
    const round = match && (await coffeeStore(context.tx).round(match.round));
    if (!match || !round) return composedGone;
    if (!RUNNING.includes(round.state)) return past;
    const seats = await seatsOf(context, match);
    const people = present(seats);
    if (people.length < 2) return { drop: 'fewer-than-two' };
    const settings = await readSettings(context);
    const organisations = await findOrganisations(
      context,
      people.flatMap(({ organisation }) => organisation ?? []),
    );
    const others = (about: MemberId) => people.filter((person) => person.id !== about);
    const parts = {
      match,
      round,
      people,
      organisations: new Map(organisations.map((organisation) => [Number(organisation.id), organisation])),
      reasons: tellable(match.reasons, seats, viewerOf(people)),
      times: proposeTimes(
        people.map(({ timezone, hours }) => ({ zone: timezone, hours })),
        { from: context.now, until: round.closingAt, seed: match.id, calendar: settings },
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
          ...(await relayCards(context, match, member, languages[0] ?? 'en')),
        ],
      },
      groupTitle: groupTitle(parts),
    };
  },
});

const leftOut = defineNotification({
  kind: 'coffee.left-out',
  urgency: 'normal',
  lateness: withinDays(14),
  onUnknownOutcome: 'hold',
  args: ofParticipant,
  compose: async (context, { round: number, member }, { audience }) => {
    const round = await coffeeStore(context.tx).round(number);
    const participation = await coffeeStore(context.tx).participation(number, member);
    if (!round || participation?.result !== 'left-out') return composedGone;
    const reason = asLeftOutReason(participation.reason);
    return { message: { cards: [leftOutCard(round, reason, audience.languages[0])] } };
  },
});

const partnerGone = defineNotification({
  kind: 'coffee.partner-gone',
  urgency: 'normal',
  lateness: withinDays(14),
  onUnknownOutcome: 'hold',
  args: ofParticipant,
  compose: async (context, { round: number, member }, { audience: { languages } }) => {
    const round = await coffeeStore(context.tx).round(number);
    const participation = await coffeeStore(context.tx).participation(number, member);
    if (!round || participation?.reason !== PARTNER_LEFT) return composedGone;
    return { message: { cards: [partnerGoneCard(round, languages[0])] } };
  },
});

const nudge = defineNotification({
  kind: 'coffee.nudge',
  urgency: 'normal',
  lateness: withinDays(7),
  onUnknownOutcome: 'hold',
  args: ofMatchOrSeat,
  compose: async (context, { match: number, member }, { audience }) => {
    const match = await coffeeStore(context.tx).match(number);
    const round = match && (await coffeeStore(context.tx).round(match.round));
    if (!match || round?.state !== 'introduced') return past;
    if (!isSilent(match)) return { drop: 'in-touch' };
    const people = present(await seatsOf(context, match));
    if (people.length < 2) return { drop: 'fewer-than-two' };
    const cards = audience.languages.map((language) => nudgeCard({ match, people, relayed: member !== undefined }, language));
    return { message: { cards: [...cards, ...(await relayCards(context, match, member, audience.languages[0]))] } };
  },
});

const checkIn = defineNotification({
  kind: 'coffee.check-in',
  urgency: 'normal',
  lateness: withinDays(21),
  onUnknownOutcome: 'hold',
  args: ofSeat,
  compose: async (context, { match, member }, { audience: { languages } }) => {
    const answer = await findOwnMatch(context, member, match);
    if (!answer) return composedGone;
    const { checkIn: said } = answer.seat;
    if (said !== null && said !== 'planned') return { drop: 'answered' };
    const participation = await coffeeStore(context.tx).participation(answer.round.id, member);
    if (participation?.reason === PARTNER_LEFT) return { drop: 'partner-gone' };
    return { message: { cards: [checkInCard(answer.match, answer.round, await othersOf(context, answer, member), languages[0])] } };
  },
});

const followUp = defineNotification({
  kind: 'coffee.follow-up',
  urgency: 'normal',
  lateness: withinDays(60),
  onUnknownOutcome: 'hold',
  args: ofSeat,
  compose: async (context, { match, member }, { audience: { languages } }) => {
    const answer = await findOwnMatch(context, member, match);
    if (!answer) return composedGone;
    if (answer.seat.checkIn !== 'met' || answer.seat.laterOutcome !== null) return { drop: 'answered' };
    return { message: { cards: [followUpCard(answer, await othersOf(context, answer, member), languages[0])] } };
  },
});

const paused = defineNotification({
  kind: 'coffee.paused',
  urgency: 'normal',
  lateness: withinDays(30),
  onUnknownOutcome: 'resend',
  args: ofParticipant,
  compose: async (context, { member }, { audience: { languages } }) => {
    const enrolment = await coffeeStore(context.tx).enrolment(member);
    if (enrolment?.state !== 'paused' || enrolment.pausedUntil !== null) return { drop: 'back' };
    return { message: { cards: [silencePauseCard(enrolment.unanswered, languages[0])] } };
  },
});

const returned = defineNotification({
  kind: 'coffee.returned',
  urgency: 'normal',
  lateness: withinDays(7),
  onUnknownOutcome: 'hold',
  args: ofMember,
  compose: async (context, { member }, { audience: { languages } }) => {
    const enrolment = await coffeeStore(context.tx).enrolment(member);
    if (enrolment?.state !== 'in') return { drop: 'paused-or-left' };
    const [settings, round] = [await readSettings(context), await coffeeStore(context.tx).currentRound()];
    return { message: { cards: returnedCards(round?.state === 'invited' ? round : undefined, settings, languages[0]) } };
  },
});

const told = defineNotification({
  kind: 'coffee.told',
  urgency: 'normal',
  lateness: wheneverPossible,
  onUnknownOutcome: 'resend',
  args: ofSeat,
  compose: async (context, { match, member }, { audience }) => {
    const [answer, teller] = [await findOwnMatch(context, member, match), await findMember(context, member)];
    if (!answer || !teller) return composedGone;
    if (answer.seat.checkIn !== 'not-a-good-match') return { drop: 'taken-back' };
    const others = await othersOf(context, answer, member);
    return { message: { cards: audience.languages.map((language) => toldCard(answer, teller, others, language)) } };
  },
});

/** How the reader reaches the others, where they have no platform in common. */
async function relayCards(context: Context, match: Match, reader: MemberId | undefined, language: Language): Promise<readonly Card[]> {
  const card = reader === undefined ? undefined : await relayCard(context, groupKey(match.id), reader, language);
  return card === undefined ? [] : [card];
}

function othersOf(context: Context, { match }: Answer, member: MemberId): Promise<Seats> {
  return seatsOf(context, withoutSeatOf(match, member));
}

function asLeftOutReason(reason: string | null): LeftOutReason {
  return reason === 'too-few' || reason === 'no-shared-language' || reason === 'only-own-organisation' || reason === 'all-met-recently'
    ? reason
    : 'nobody-available';
}

/** Every message that coffee sends of its own accord. */
export const messages: readonly Notification[] = [
  invitation,
  personal,
  cancelled,
  outage,
  introduction,
  leftOut,
  partnerGone,
  nudge,
  checkIn,
  followUp,
  paused,
  returned,
  told,
];
