import { InputError } from '../../../core/errors.js';
import type { MemberId, OrganisationId } from '../../../core/ids.js';
import { type Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { phrase } from '../../../language/index.js';
import { json, strings } from '../../../sql/columns.js';
import { readReasons } from '../stored.js';
import type { Match, MatchId, MatchMember, Meeting, OrganisationMeeting, RoundId } from '../types.js';
import type { CoffeeTables } from './tables.js';

export function matchStore({ db: base, community, atomically }: Tx) {
  const db = base.withTables<CoffeeTables>();
  /** A row for each seat, with its match. */
  const select = () =>
    db
      .selectFrom('coffee_matches as match')
      .innerJoin('coffee_match_members as seat', 'seat.match_id', 'match.id')
      .where('match.community_id', '=', community)
      .selectAll('match')
      .select(['seat.member_id', 'seat.organisation_id', 'seat.check_in', 'seat.outcome', 'seat.note', 'seat.later_outcome'])
      .orderBy('seat.id');
  const idsOf = (member: MemberId) =>
    db.selectFrom('coffee_match_members').select('match_id').where('community_id', '=', community).where('member_id', '=', member);

  return {
    async match(id: MatchId): Promise<Match | undefined> {
      return toMatches(await select().where('match.id', '=', id).execute())[0];
    },
    async matches(round: RoundId): Promise<readonly Match[]> {
      return byId(toMatches(await select().where('match.round_id', '=', round).execute()));
    },
    async matchesOfRounds(rounds: readonly RoundId[]): Promise<readonly Match[]> {
      if (rounds.length === 0) return [];
      return byId(toMatches(await select().where('match.round_id', 'in', rounds).execute()));
    },
    /** Newest first. */
    async matchesOf(member: MemberId): Promise<readonly Match[]> {
      return byId(toMatches(await select().where('match.id', 'in', idsOf(member)).execute())).toReversed();
    },
    /** The member's matches in the last round in which they were matched, newest first. */
    async newestMatchesOf(member: MemberId): Promise<readonly Match[]> {
      const newestRound = db
        .selectFrom('coffee_match_members')
        .select('round_id')
        .where('community_id', '=', community)
        .where('member_id', '=', member)
        .orderBy('match_id', 'desc')
        .limit(1);
      const rows = await select().where('match.id', 'in', idsOf(member)).where('match.round_id', '=', newestRound).execute();
      return byId(toMatches(rows)).toReversed();
    },
    /** Throws an `InputError` if a member is in another match of the round, unless `second` names them as a volunteer. */
    insertMatch: (match: Omit<Match, 'id'> & { readonly second?: readonly MemberId[] }): Promise<MatchId> =>
      atomically((tx) => insertMatch(tx, match)),
    async updateMatch(id: MatchId, change: Partial<Pick<Match, 'firstToWrite' | 'lastWordAt'>>): Promise<void> {
      const columns = {
        ...(change.firstToWrite !== undefined && { first_to_write: change.firstToWrite }),
        ...(change.lastWordAt !== undefined && { last_word_at: change.lastWordAt }),
      };
      if (Object.keys(columns).length === 0) return;
      await db.updateTable('coffee_matches').set(columns).where('community_id', '=', community).where('id', '=', id).execute();
    },
    async updateMatchMember(
      match: MatchId,
      member: MemberId,
      change: Partial<Pick<MatchMember, 'checkIn' | 'outcome' | 'note' | 'laterOutcome'>>,
    ): Promise<void> {
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
    /** Every pair that was matched, newest first, with the number of its round; a trio gives three. */
    async meetings(): Promise<readonly Meeting[]> {
      return db
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
    },
    /** Every two organisations whose people were matched. */
    async organisationMeetings(): Promise<readonly OrganisationMeeting[]> {
      return db
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
    },
  };
}

async function insertMatch({ db: base, community }: Tx, match: Omit<Match, 'id'> & { readonly second?: readonly MemberId[] }) {
  const db = base.withTables<CoffeeTables>();
  const { id } = await db
    .insertInto('coffee_matches')
    .values({
      community_id: community,
      round_id: match.round,
      first_to_write: match.firstToWrite,
      score: match.score,
      reasons: json(match.reasons),
      common_languages: json(match.commonLanguages),
      last_word_at: match.lastWordAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const seat of match.members) {
    const added = await db
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
      throw new InputError(`member ${String(seat.member)} has a match in round ${match.round}`, phrase('coffee.error.already-matched'));
    }
  }
  return id;
}

interface SeatRow {
  readonly id: MatchId;
  readonly round_id: RoundId;
  readonly first_to_write: MemberId | null;
  readonly score: number;
  readonly reasons: string;
  readonly common_languages: string;
  readonly last_word_at: Instant | null;
  readonly member_id: MemberId | null;
  readonly organisation_id: OrganisationId | null;
  readonly check_in: MatchMember['checkIn'];
  readonly outcome: MatchMember['outcome'];
  readonly note: string | null;
  readonly later_outcome: MatchMember['laterOutcome'];
}

function toMatches(rows: readonly SeatRow[]): readonly Match[] {
  const seats = new Map<MatchId, SeatRow[]>();
  for (const row of rows) {
    const own = seats.get(row.id);
    if (own === undefined) seats.set(row.id, [row]);
    else own.push(row);
  }
  return [...seats.values()].flatMap((own) => {
    const [row] = own;
    return row === undefined ? [] : [toMatch(row, own)];
  });
}

function toMatch(row: SeatRow, seats: readonly SeatRow[]): Match {
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
    reasons: readReasons(row.reasons),
    commonLanguages: strings(row.common_languages),
    lastWordAt: row.last_word_at,
  };
}

function byId(matches: readonly Match[]): readonly Match[] {
  return matches.toSorted((a, b) => a.id - b.id);
}
