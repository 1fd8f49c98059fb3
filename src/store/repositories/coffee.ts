import type { Selectable } from 'kysely';
import { InputError } from '../../core/errors.js';
import type { MatchId, MemberId, OrganisationId, RoundId } from '../../core/ids.js';
import type { CoffeeRepository, Enrolment, Match, Participation, Round } from '../../ports/coffee.js';
import { chunks, flag, json, strings } from '../../sql/columns.js';
import { storePhrase } from '../errors.js';
import type { CoffeeEnrolmentTable, CoffeeMatchMemberTable, CoffeeMatchTable, CoffeeRoundTable } from '../schema.js';
import type { Context } from './context.js';

type EnrolmentPart = Pick<CoffeeRepository, 'enrolment' | 'enrolments' | 'saveEnrolment'>;
type RoundPart = Pick<CoffeeRepository, 'round' | 'currentRound' | 'rounds' | 'roundsBetween' | 'insertRound' | 'updateRound'>;
type ParticipationPart = Pick<
  CoffeeRepository,
  'participation' | 'participations' | 'participationCounts' | 'saveParticipations' | 'given' | 'dropGivenBefore'
>;
type MatchPart = Omit<CoffeeRepository, keyof (EnrolmentPart & RoundPart & ParticipationPart)>;

export function coffeeRepository(context: Context): CoffeeRepository {
  return { ...enrolments(context), ...rounds(context), ...participations(context), ...matches(context) };
}

function enrolments({ db, community }: Context): EnrolmentPart {
  const select = () => db.selectFrom('coffee_enrolments').selectAll().where('community_id', '=', community);
  return {
    async enrolment(member) {
      const row = await select().where('member_id', '=', member).executeTakeFirst();
      return row && toEnrolment(row);
    },
    async enrolments() {
      return (await select().orderBy('member_id').execute()).map(toEnrolment);
    },
    async saveEnrolment(enrolment) {
      const columns = {
        state: enrolment.state,
        paused_until: enrolment.pausedUntil,
        unanswered: enrolment.unanswered,
        volunteer: flag(enrolment.volunteer),
        joined_at: enrolment.joinedAt,
      };
      await db
        .insertInto('coffee_enrolments')
        .values({ community_id: community, member_id: enrolment.member, ...columns })
        .onConflict((conflict) => conflict.column('member_id').doUpdateSet(columns))
        .execute();
    },
  };
}

function rounds({ db, community }: Context): RoundPart {
  const select = () => db.selectFrom('coffee_rounds').selectAll().where('community_id', '=', community);
  return {
    async round(id) {
      const row = await select().where('id', '=', id).executeTakeFirst();
      return row && toRound(row);
    },
    async currentRound() {
      const row = await select().where('state', 'not in', ['closed', 'cancelled']).orderBy('number', 'desc').executeTakeFirst();
      return row && toRound(row);
    },
    async rounds({ limit, offset = 0 }) {
      return (await select().orderBy('number', 'desc').limit(limit).offset(offset).execute()).map(toRound);
    },
    async roundsBetween(from, to) {
      const rows = await select().where('matching_at', '>=', from).where('matching_at', '<', to).orderBy('matching_at').execute();
      return rows.map(toRound);
    },
    async insertRound(round) {
      const { id } = await db
        .insertInto('coffee_rounds')
        .values({
          community_id: community,
          number: round.number,
          state: round.state,
          invitation_at: round.invitationAt,
          matching_at: round.matchingAt,
          nudge_at: round.nudgeAt,
          check_in_at: round.checkInAt,
          closing_at: round.closingAt,
          seed: round.seed,
          explanation: round.explanation,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    async updateRound(id, change) {
      const columns = {
        ...(change.state !== undefined && { state: change.state }),
        ...(change.invitationAt !== undefined && { invitation_at: change.invitationAt }),
        ...(change.matchingAt !== undefined && { matching_at: change.matchingAt }),
        ...(change.nudgeAt !== undefined && { nudge_at: change.nudgeAt }),
        ...(change.checkInAt !== undefined && { check_in_at: change.checkInAt }),
        ...(change.closingAt !== undefined && { closing_at: change.closingAt }),
        ...(change.seed !== undefined && { seed: change.seed }),
        ...(change.explanation !== undefined && { explanation: change.explanation }),
      };
      if (Object.keys(columns).length === 0) return;
      await db.updateTable('coffee_rounds').set(columns).where('community_id', '=', community).where('id', '=', id).execute();
    },
  };
}

function participations({ db, community, atomically }: Context): ParticipationPart {
  const select = (round: RoundId) =>
    db
      .selectFrom('coffee_participations')
      .select(['round_id', 'member_id', 'answer', 'result', 'reason', 'responded'])
      .where('community_id', '=', community)
      .where('round_id', '=', round)
      .where('member_id', 'is not', null)
      .$narrowType<{ member_id: MemberId }>();
  const toParticipation = (row: Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>): Participation => ({
    round: row.round_id,
    member: row.member_id,
    answer: row.answer,
    result: row.result,
    reason: row.reason,
    responded: row.responded === 1,
  });
  return {
    async participation(round, member) {
      const row = await select(round).where('member_id', '=', member).executeTakeFirst();
      return row && toParticipation(row);
    },
    async participations(round) {
      return (await select(round).orderBy('member_id').execute()).map(toParticipation);
    },
    async given(round) {
      const rows = await db
        .selectFrom('coffee_participations')
        .select(['member_id', 'given'])
        .where('community_id', '=', community)
        .where('round_id', '=', round)
        .where('given', 'is not', null)
        .where('member_id', 'is not', null)
        .$narrowType<{ member_id: MemberId; given: string }>()
        .orderBy('member_id')
        .execute();
      return rows.map(({ member_id: member, given }) => ({ member, given }));
    },
    async dropGivenBefore(number) {
      await db
        .updateTable('coffee_participations')
        .set({ given: null })
        .where('community_id', '=', community)
        .where('given', 'is not', null)
        .where(
          'round_id',
          'in',
          db.selectFrom('coffee_rounds').select('id').where('community_id', '=', community).where('number', '<', number),
        )
        .execute();
    },
    async participationCounts(round) {
      const rows = await db
        .selectFrom('coffee_participations')
        .select(['answer', 'result', 'responded', (count) => count.fn.countAll<number | string>().as('count')])
        .where('community_id', '=', community)
        .where('round_id', '=', round)
        .groupBy(['answer', 'result', 'responded'])
        .execute();
      const sum = (wanted: (row: (typeof rows)[number]) => boolean) =>
        rows.filter(wanted).reduce((total, row) => total + Number(row.count), 0);
      return {
        invited: sum(() => true),
        in: sum((row) => row.answer === 'in'),
        skipped: sum((row) => row.answer === 'skip'),
        paused: sum((row) => row.answer === 'paused'),
        matched: sum((row) => row.result === 'matched'),
        leftOut: sum((row) => row.result === 'left-out'),
        responded: sum((row) => row.responded === 1),
      };
    },
    saveParticipations: (all, given) =>
      atomically(async ({ db: trx }) => {
        for (const some of chunks(all, 500)) {
          await trx
            .insertInto('coffee_participations')
            .values(
              some.map((participation) => ({
                community_id: community,
                round_id: participation.round,
                member_id: participation.member,
                answer: participation.answer,
                result: participation.result,
                reason: participation.reason,
                responded: flag(participation.responded),
                given: given?.get(participation.member) ?? null,
              })),
            )
            .onConflict((conflict) =>
              conflict.columns(['round_id', 'member_id']).doUpdateSet((set) => ({
                answer: set.ref('excluded.answer'),
                result: set.ref('excluded.result'),
                reason: set.ref('excluded.reason'),
                responded: set.ref('excluded.responded'),
                given: set.fn.coalesce('excluded.given', 'coffee_participations.given'),
              })),
            )
            .execute();
        }
      }),
  };
}

function matches({ db, community, atomically, traits }: Context): MatchPart {
  const select = () => db.selectFrom('coffee_matches').selectAll('coffee_matches').where('coffee_matches.community_id', '=', community);

  const withMembers = async (rows: readonly Selectable<CoffeeMatchTable>[]): Promise<readonly Match[]> => {
    const seats = new Map<MatchId, Selectable<CoffeeMatchMemberTable>[]>();
    for (const some of chunks(rows, traits.maxParameters - 1)) {
      const found = await db
        .selectFrom('coffee_match_members')
        .selectAll()
        .where('community_id', '=', community)
        .where(
          'match_id',
          'in',
          some.map((row) => row.id),
        )
        .orderBy('id')
        .execute();
      for (const seat of found) seats.set(seat.match_id, [...(seats.get(seat.match_id) ?? []), seat]);
    }
    return rows.map((row) => toMatch(row, seats.get(row.id) ?? []));
  };

  return {
    async match(id) {
      const row = await select().where('id', '=', id).executeTakeFirst();
      return row && (await withMembers([row]))[0];
    },
    async matches(round) {
      return withMembers(await select().where('round_id', '=', round).orderBy('id').execute());
    },
    async matchesOf(member) {
      const rows = await select()
        .where('id', 'in', (inner) =>
          inner.selectFrom('coffee_match_members').select('match_id').where('community_id', '=', community).where('member_id', '=', member),
        )
        .orderBy('id', 'desc')
        .execute();
      return withMembers(rows);
    },
    insertMatch: (match) =>
      atomically(async ({ db: trx }) => {
        const { id } = await trx
          .insertInto('coffee_matches')
          .values({
            community_id: community,
            round_id: match.round,
            first_to_write: match.firstToWrite,
            score: match.score,
            reasons: match.reasons,
            common_languages: json(match.commonLanguages),
            last_word_at: match.lastWordAt,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        for (const seat of match.members) {
          const added = await trx
            .insertInto('coffee_match_members')
            .values({
              community_id: community,
              match_id: id,
              round_id: match.round,
              seat: seat.member !== null && match.second?.includes(seat.member) ? 2 : 1,
              member_id: seat.member,
              organisation_id: seat.organisation,
              check_in: seat.checkIn,
              outcome: seat.outcome,
              note: seat.note,
              later_outcome: seat.laterOutcome,
            })
            .onConflict((conflict) => conflict.columns(['round_id', 'member_id', 'seat']).doNothing())
            .returning('id')
            .executeTakeFirst();
          if (added === undefined) {
            throw new InputError(
              `member ${String(seat.member)} is matched in round ${match.round} already`,
              storePhrase('store.alreadyMatched'),
            );
          }
        }
        return id;
      }),
    async updateMatch(id, change) {
      const columns = {
        ...(change.firstToWrite !== undefined && { first_to_write: change.firstToWrite }),
        ...(change.lastWordAt !== undefined && { last_word_at: change.lastWordAt }),
      };
      if (Object.keys(columns).length === 0) return;
      await db.updateTable('coffee_matches').set(columns).where('community_id', '=', community).where('id', '=', id).execute();
    },
    async updateMatchMember(match, member, change) {
      const columns = {
        ...(change.checkIn !== undefined && { check_in: change.checkIn }),
        ...(change.outcome !== undefined && { outcome: change.outcome }),
        ...(change.note !== undefined && { note: change.note }),
        ...(change.laterOutcome !== undefined && { later_outcome: change.laterOutcome }),
      };
      if (Object.keys(columns).length === 0) return;
      await db
        .updateTable('coffee_match_members')
        .set(columns)
        .where('community_id', '=', community)
        .where('match_id', '=', match)
        .where('member_id', '=', member)
        .execute();
    },
    async meetings() {
      const rows = await db
        .selectFrom('coffee_match_members as one')
        .innerJoin('coffee_match_members as other', 'other.match_id', 'one.match_id')
        .innerJoin('coffee_rounds', 'coffee_rounds.id', 'one.round_id')
        .where('one.community_id', '=', community)
        .whereRef('one.member_id', '<', 'other.member_id')
        .select(['one.member_id as a', 'other.member_id as b', 'coffee_rounds.number as round'])
        .$narrowType<{ a: MemberId; b: MemberId }>()
        .orderBy('round', 'desc')
        .orderBy('a')
        .orderBy('b')
        .execute();
      return rows;
    },
    async organisationMeetings() {
      const rows = await db
        .selectFrom('coffee_match_members as one')
        .innerJoin('coffee_match_members as other', 'other.match_id', 'one.match_id')
        .where('one.community_id', '=', community)
        .whereRef('one.organisation_id', '<', 'other.organisation_id')
        .select(['one.organisation_id as a', 'other.organisation_id as b'])
        .distinct()
        .$narrowType<{ a: OrganisationId; b: OrganisationId }>()
        .orderBy('a')
        .orderBy('b')
        .execute();
      return rows;
    },
  };
}

function toEnrolment(row: Selectable<CoffeeEnrolmentTable>): Enrolment {
  return {
    member: row.member_id,
    state: row.state,
    pausedUntil: row.paused_until,
    unanswered: row.unanswered,
    volunteer: row.volunteer === 1,
    joinedAt: row.joined_at,
  };
}

function toRound(row: Selectable<CoffeeRoundTable>): Round {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    invitationAt: row.invitation_at,
    matchingAt: row.matching_at,
    nudgeAt: row.nudge_at,
    checkInAt: row.check_in_at,
    closingAt: row.closing_at,
    seed: row.seed,
    explanation: row.explanation,
  };
}

function toMatch(row: Selectable<CoffeeMatchTable>, seats: readonly Selectable<CoffeeMatchMemberTable>[]): Match {
  return {
    id: row.id,
    round: row.round_id,
    members: seats.map((seat) => ({
      member: seat.member_id,
      organisation: seat.organisation_id,
      checkIn: seat.check_in,
      outcome: seat.outcome,
      note: seat.note,
      laterOutcome: seat.later_outcome,
    })),
    firstToWrite: row.first_to_write,
    score: row.score,
    reasons: row.reasons,
    commonLanguages: strings(row.common_languages),
    lastWordAt: row.last_word_at,
  };
}
