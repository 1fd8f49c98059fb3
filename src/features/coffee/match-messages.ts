import { z } from 'zod';
import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Card } from '../../core/message.js';
import { type Composed, type Context, defineNotification, type Notification } from '../../feature-api/index.js';
import { composedGone, wheneverPossible, withinDays } from '../../feature-api/lateness.js';
import { idSchema } from '../../feature-api/schemas.js';
import type { MessageKey } from '../../language/index.js';
import { findMember, findOrganisations } from '../members/public.js';
import { relayCard } from '../relay/public.js';
import { checkInCard, followUpCard, toldCard } from './cards/check-in.js';
import { groupTitle, introductionCards, nudgeCard } from './cards/introduction.js';
import { groupKey } from './keys.js';
import { type Answer, findOwnMatch } from './own-match.js';
import { isSilent, PARTNER_LEFT } from './rules/participants.js';
import { proposeTimes } from './rules/propose-times.js';
import { tellable } from './rules/reasons.js';
import { viewerOf } from './rules/visibility.js';
import { present, type Seats, seatsOf, withoutSeatOf } from './seats.js';
import { readSettings } from './settings.js';
import { coffeeStore } from './store/index.js';
import type { Match, MatchId, RoundState } from './types.js';

/** The name of a match's group as each of its members reads it. */
const OWN_TITLE: MessageKey = 'coffee.group.own-title';

const ofSeat = z.object({ match: idSchema<MatchId>(), member: idSchema<MemberId>() });
/** `member`: the one reader, where each member of a match is written to alone. */
const ofMatchOrSeat = z.object({ match: idSchema<MatchId>(), member: idSchema<MemberId>().optional() });

const past: Composed = { drop: 'round-past' };

type OwnMatch = NonNullable<Awaited<ReturnType<typeof findOwnMatch>>>;

/** What is asked of one member of a match: once at most. */
function question(
  kind: string,
  lateness: Notification['lateness'],
  ask: (context: Context, answer: OwnMatch, member: MemberId, language: Language) => Promise<Composed>,
): Notification {
  return defineNotification(
    { kind, notice: 'coffee.check-in', lateness, onUnknownOutcome: 'hold', args: ofSeat },
    async (context, { match, member }, { audience: { languages } }) => {
      const answer = await findOwnMatch(context, member, match);
      return answer ? ask(context, answer, member, languages[0]) : composedGone;
    },
  );
}

const RUNNING: readonly RoundState[] = ['introduced', 'checking-in'];

export const introduction = defineNotification(
  { kind: 'coffee.introduction', notice: 'coffee.match', lateness: wheneverPossible, onUnknownOutcome: 'resend', args: ofMatchOrSeat },
  async (context, { match: number, member }, { audience }) => {
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
    const beside = (about: MemberId) => people.filter((person) => person.id !== about);
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
      viewerOf: (about: { readonly id: MemberId }) => viewerOf(beside(about.id)),
      relayed: member !== undefined,
    };
    const [first = audience.languages[0], ...others] = [...audience.languages].sort(
      (a, b) => Number(match.commonLanguages.includes(b)) - Number(match.commonLanguages.includes(a)),
    );
    return {
      message: {
        cards: [...introductionCards(parts, [first, ...others]), ...(await relayCards(context, match, member, first))],
      },
      groupTitle: groupTitle(parts),
      ownTitle: { key: OWN_TITLE, values: { round: parts.round.number } },
    };
  },
);

export const nudge = defineNotification(
  { kind: 'coffee.nudge', notice: 'coffee.nudge', lateness: withinDays(7), onUnknownOutcome: 'hold', args: ofMatchOrSeat },
  async (context, { match: number, member }, { audience }) => {
    const match = await coffeeStore(context.tx).match(number);
    const round = match && (await coffeeStore(context.tx).round(match.round));
    if (!match || round?.state !== 'introduced') return past;
    if (!isSilent(match)) return { drop: 'in-touch' };
    const people = present(await seatsOf(context, match));
    if (people.length < 2) return { drop: 'fewer-than-two' };
    const cards = audience.languages.map((language) => nudgeCard({ match, people, relayed: member !== undefined }, language));
    return { message: { cards: [...cards, ...(await relayCards(context, match, member, audience.languages[0]))] } };
  },
);

export const checkIn = question('coffee.check-in', withinDays(21), async (context, answer, member, language) => {
  const { checkIn: said } = answer.seat;
  if (said !== null && said !== 'planned') return { drop: 'answered' };
  const participation = await coffeeStore(context.tx).participation(answer.round.id, member);
  if (participation?.reason === PARTNER_LEFT) return { drop: 'partner-gone' };
  return { message: { cards: [checkInCard(answer.match, answer.round, await othersOf(context, answer, member), language)] } };
});

export const followUp = question('coffee.follow-up', withinDays(60), async (context, answer, member, language) => {
  if (answer.seat.checkIn !== 'met' || answer.seat.laterOutcome !== null) return { drop: 'answered' };
  return { message: { cards: [followUpCard(answer, await othersOf(context, answer, member), language)] } };
});

export const told = defineNotification(
  { kind: 'coffee.told', notice: 'coffee.organisers', lateness: wheneverPossible, onUnknownOutcome: 'resend', args: ofSeat },
  async (context, { match, member }) => {
    const [answer, teller] = [await findOwnMatch(context, member, match), await findMember(context, member)];
    if (!answer || !teller) return composedGone;
    if (answer.seat.checkIn !== 'not-a-good-match') return { drop: 'taken-back' };
    const others = await othersOf(context, answer, member);
    return (language) => toldCard(answer, teller, others, language);
  },
);

/** How the reader reaches the others, where they have no platform in common. */
async function relayCards(context: Context, match: Match, reader: MemberId | undefined, language: Language): Promise<readonly Card[]> {
  const card = reader === undefined ? undefined : await relayCard(context, groupKey(match.id), reader, language);
  return card === undefined ? [] : [card];
}

function othersOf(context: Context, { match }: Answer, member: MemberId): Promise<Seats> {
  return seatsOf(context, withoutSeatOf(match, member));
}
