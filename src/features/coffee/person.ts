import type { MemberId } from '../../core/ids.js';
import type { Instant } from '../../core/time.js';
import type { Context, PersonHooks } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { introduceApart } from './introduce.js';
import { returnKey } from './keys.js';
import { settleMatchesOf } from './left-alone.js';
import { planReturn } from './return.js';
import { PARTNER_LEFT } from './rules/participants.js';
import { readSettings } from './settings.js';
import { coffeeStore, eraseCoffee, everythingOf, mergeCoffee, notesOf } from './store/index.js';

export const person: PersonHooks = {
  async exportPersonalData(context, member) {
    const { enrolment, avoided, ...met } = await everythingOf(context.tx, member);
    const others = met.matches.flatMap(({ seats }) => seats.flatMap(({ member_id: id }) => (id === member ? [] : (id ?? []))));
    const people = await context.people.findMany([...new Set([...avoided, ...others])]);
    return {
      doNotMatch: people.filter(({ id }) => avoided.includes(id)).map(({ id, name }) => ({ id, name })),
      coffee: {
        enrolment: enrolment === undefined ? null : { ...enrolment, joinedAt: isoMoment(enrolment.joinedAt) },
        rounds: exportRounds(met),
        matches: exportMatches(met, member, new Map(people.map(({ id, name }) => [id, name]))),
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
  onAccountLeft: introduceApart,
  onMemberReturned: async () => {},
  async describeReturn(context, member) {
    const enrolment = await coffeeStore(context.tx).enrolment(member);
    if (enrolment === undefined || enrolment.state === 'left') return [];
    return [phrase(enrolment.state === 'paused' ? 'coffee.return.paused' : 'coffee.return.in', { command: '/coffee status' })];
  },
  sentencesOf: (context, member) => notesOf(context.tx, member),
  async describeMerge(context, [one, other]) {
    const store = coffeeStore(context.tx);
    const matches = new Set([...(await store.matchesOf(one)), ...(await store.matchesOf(other))].map(({ id }) => id));
    return [phrase('coffee.merge.matches', { count: matches.size })];
  },
};

type Met = Pick<Awaited<ReturnType<typeof everythingOf>>, 'rounds' | 'participations' | 'matches'>;

function exportRounds({ rounds, participations }: Met) {
  const byRound = new Map(participations.map((one) => [one.round, one]));
  return rounds.flatMap((round) => {
    const participation = byRound.get(round.id);
    if (!participation) return [];
    // The reason why nobody was found stays out: it may rest on what others asked for in confidence.
    const { answer, result, responded, given } = participation;
    return [
      {
        round: round.number,
        matchingAt: isoMoment(round.matchingAt),
        answer,
        result,
        responded,
        ...(given && { givenToTheMatching: given }),
      },
    ];
  });
}

function exportMatches({ rounds, matches }: Met, member: MemberId, names: ReadonlyMap<MemberId, string>) {
  const numbers = new Map(rounds.map(({ id, number }) => [id, number]));
  return matches.map(({ round, seats, firstToWrite, commonLanguages }) => {
    const own = seats.find(({ member_id: id }) => id === member);
    return {
      round: numbers.get(round) ?? null,
      with: seats.flatMap(({ member_id: id }) => (id === member ? [] : [id === null ? null : (names.get(id) ?? null)])),
      youWriteFirst: firstToWrite === member,
      commonLanguages,
      yourCheckIn: own?.check_in ?? null,
      yourOutcome: own?.outcome ?? null,
      yourNote: own?.note ?? null,
      yourLaterOutcome: own?.later_outcome ?? null,
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

/** A member who was matched with their own other account has met nobody: they get no question, and go first next time. */
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
