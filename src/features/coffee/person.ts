import type { MemberId } from '../../core/ids.js';
import type { Instant } from '../../core/time.js';
import type { Context, PersonHooks } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { findMembers } from '../members/public.js';
import { avoidedBy } from './avoid.js';
import { returnKey } from './keys.js';
import { settleMatchesOf } from './left-alone.js';
import { planReturn } from './return.js';
import { PARTNER_LEFT } from './rules/participants.js';
import { readSettings } from './settings.js';
import { coffeeStore, eraseCoffee, mergeCoffee, notesOf } from './store/index.js';
import type { Round, RoundId } from './types.js';

export const person: PersonHooks = {
  async exportPersonalData(context, member) {
    const enrolment = await coffeeStore(context.tx).enrolment(member);
    const rounds = await coffeeStore(context.tx).roundsOf(member);
    return {
      doNotMatch: (await avoidedBy(context, member)).map(({ id, name }) => ({ id, name })),
      coffee: {
        enrolment: enrolment === undefined ? null : { ...enrolment, joinedAt: isoMoment(enrolment.joinedAt) },
        rounds: await exportRounds(context, member, rounds),
        matches: await exportMatches(context, member, rounds),
      },
    };
  },
  async onMemberRemoved(context, member, how) {
    await settleMatchesOf(context, member);
    if (how === 'erased') await eraseCoffee(context.tx, member);
  },
  async onMembersMerged(context, { from, into }) {
    await mergeCoffee(context.tx, from, into);
    await mergeReturn(context, from, into);
    await forgetOwnMatch(context, into);
  },
  onMemberReturned: async () => {},
  sentencesOf: (context, member) => notesOf(context.tx, member),
  async describeMerge(context, [one, other]) {
    const store = coffeeStore(context.tx);
    const matches = new Set([...(await store.matchesOf(one)), ...(await store.matchesOf(other))].map(({ id }) => id));
    return [phrase('coffee.merge.matches', { count: matches.size })];
  },
};

async function exportRounds(context: Context, member: MemberId, rounds: readonly Round[]) {
  const store = coffeeStore(context.tx);
  const participations = new Map((await store.participationsOf(member)).map((one) => [one.round, one]));
  const given = await store.givenOf(member);
  return rounds.flatMap((round) => {
    const participation = participations.get(round.id);
    if (!participation) return [];
    // The reason why nobody was found stays out: it may rest on what others asked for in confidence.
    const { answer, result, responded } = participation;
    const kept = given.get(round.id);
    return [
      {
        round: round.number,
        matchingAt: isoMoment(round.matchingAt),
        answer,
        result,
        responded,
        ...(kept && { givenToTheMatching: kept }),
      },
    ];
  });
}

async function exportMatches(context: Context, member: MemberId, rounds: readonly Round[]) {
  const matches = await coffeeStore(context.tx).matchesOf(member);
  const others = matches.flatMap(({ members }) => members.flatMap((seat) => (seat.member === member ? [] : (seat.member ?? []))));
  const names = new Map((await findMembers(context, [...new Set(others)])).map(({ id, name }) => [id, name]));
  const numbers = new Map<RoundId, number>(rounds.map(({ id, number }) => [id, number]));
  return matches.map((match) => {
    const own = match.members.find((seat) => seat.member === member);
    return {
      round: numbers.get(match.round) ?? null,
      with: match.members.flatMap((seat) =>
        seat.member === member ? [] : [seat.member === null ? null : (names.get(seat.member) ?? null)],
      ),
      youWriteFirst: match.firstToWrite === member,
      commonLanguages: match.commonLanguages,
      yourCheckIn: own?.checkIn ?? null,
      yourOutcome: own?.outcome ?? null,
      yourNote: own?.note ?? null,
      yourLaterOutcome: own?.laterOutcome ?? null,
    };
  });
}

/** The end of a pause is planned once, for the member who stays. */
async function mergeReturn(context: Context, from: MemberId, into: MemberId): Promise<void> {
  await context.agenda.cancel([returnKey(from)]);
  const enrolment = await coffeeStore(context.tx).enrolment(into);
  if (enrolment?.state === 'paused' && enrolment.pausedUntil !== null) {
    await planReturn(context, into, enrolment.pausedUntil, await readSettings(context));
  } else {
    await context.agenda.cancel([returnKey(into)]);
  }
}

/** Whoever was matched with their own other account has met nobody: no question comes, and they are first next time. */
async function forgetOwnMatch(context: Context, member: MemberId): Promise<void> {
  const store = coffeeStore(context.tx);
  const round = await store.currentRound();
  if (!round) return;
  const own = (await store.matchesOf(member)).filter((match) => match.round === round.id);
  if (own.length !== 1 || (own[0]?.members.length ?? 0) > 1) return;
  const participation = await store.participation(round.id, member);
  if (participation) await store.saveParticipations([{ ...participation, reason: PARTNER_LEFT }]);
}

function isoMoment(at: Instant): string {
  return new Date(at).toISOString();
}
