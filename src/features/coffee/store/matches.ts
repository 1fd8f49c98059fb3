import { type Kysely, sql } from 'kysely';
import { InputError } from '../../../core/errors.js';
import type { CommunityId, MemberId, OrganisationId } from '../../../core/ids.js';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { phrase } from '../../../language/index.js';
import { json, strings } from '../../../sql/columns.js';
import { prepared, preparedRows } from '../../../sql/prepared.js';
import { readReasons } from '../stored.js';
import type { Match, MatchId, MatchMember, RoundId } from '../types.js';
import type { CoffeeTables } from './tables.js';

/** A match to insert; `second` names those for whom it is the second one of the round. */
export type NewMatch = Omit<Match, 'id'> & { readonly second?: readonly MemberId[] };

/** A row for each seat, with its match. */
const seatRows = (db: Kysely<CoffeeTables>, community: CommunityId) =>
  db
    .selectFrom('coffee_matches as match')
    .innerJoin('coffee_match_members as seat', 'seat.match_id', 'match.id')
    .where('match.community_id', '=', community)
    .selectAll('match')
    .select(['seat.member_id', 'seat.organisation_id', 'seat.check_in', 'seat.outcome', 'seat.note', 'seat.later_outcome'])
    .orderBy('seat.id');

const seatsOf = (db: Kysely<CoffeeTables>, community: CommunityId, member: MemberId) =>
  db.selectFrom('coffee_match_members').where('community_id', '=', community).where('member_id', '=', member);

const ofId = prepared<{ community: CommunityId; id: MatchId }>()((db: Kysely<CoffeeTables>, argument) =>
  seatRows(db, argument('community')).where('match.id', '=', argument('id')),
);

const newestOf = prepared<{ community: CommunityId; member: MemberId }>()((db: Kysely<CoffeeTables>, argument) => {
  const own = seatsOf(db, argument('community'), argument('member'));
  return seatRows(db, argument('community'))
    .where('match.id', 'in', own.select('match_id'))
    .where('match.round_id', '=', own.select('round_id').orderBy('match_id', 'desc').limit(1));
});

const agreements = preparedRows<{ community: CommunityId; member: MemberId; since: Instant }>()((db: Kysely<CoffeeTables>, argument) =>
  db
    .selectFrom('coffee_match_members as seat')
    .innerJoin('coffee_rounds', 'coffee_rounds.id', 'seat.round_id')
    .select('seat.match_id')
    .where('seat.community_id', '=', argument('community'))
    .where('seat.member_id', '=', argument('member'))
    .where(({ or, eb }) => or([eb('seat.outcome', '=', 'agreement'), eb('seat.later_outcome', '=', 'agreement')]))
    .where('coffee_rounds.closing_at', '>', argument('since'))
    .orderBy('seat.match_id', 'desc')
    .limit(10),
);

export function matchStore({ db: base, community, traits, atomically }: Tx) {
  const db = base.withTables<CoffeeTables>();
  const select = () => seatRows(db, community);
  const idsOf = (member: MemberId) => seatsOf(db, community, member).select('match_id');

  return {
    async match(id: MatchId): Promise<Match | undefined> {
      return toMatches(await ofId({ db, traits }, { community, id }))[0];
    },
    /** Matches that led to an agreement, as the member told it, in rounds that ended since then, the newest first. */
    agreedOf(member: MemberId, since: Instant): Lookup<readonly MatchId[]> {
      return lookup(agreements({ db, traits }, { community, member, since }), (rows) => rows.map(({ match_id }) => match_id));
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
      return byId(toMatches(await newestOf({ db, traits }, { community, member }))).toReversed();
    },
    /**
     * Inserts matches with two statements, and returns their ids in the order given. Throws an `InputError` if a member is in
     * another match of the round, unless `second` names them as a volunteer.
     */
    insertMatches: (matches: readonly NewMatch[]): Promise<readonly MatchId[]> => atomically((tx) => insertMatches(tx, matches)),
    insertMatch: async (match: NewMatch): Promise<MatchId> => (await atomically((tx) => insertMatches(tx, [match])))[0] as MatchId,
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
  };
}

async function insertMatches({ db: base, community, traits }: Tx, matches: readonly NewMatch[]): Promise<readonly MatchId[]> {
  if (matches.length === 0) return [];
  const db = base.withTables<CoffeeTables>();
  const rows = traits.rowsOf(
    matches.map((match, place) => ({
      place,
      round_id: match.round,
      first_to_write: match.firstToWrite,
      score: match.score,
      reasons: json(match.reasons),
      common_languages: json(match.commonLanguages),
      last_word_at: match.lastWordAt,
    })),
    {
      place: 'bigint',
      round_id: 'bigint',
      first_to_write: 'bigint',
      score: 'double precision',
      reasons: 'text',
      common_languages: 'text',
      last_word_at: 'bigint',
    },
  );
  const inserted = await db
    .insertInto('coffee_matches')
    .columns(['community_id', 'round_id', 'first_to_write', 'score', 'reasons', 'common_languages', 'last_word_at'])
    .expression(
      sql`select ${sql.lit(community)}, round_id, first_to_write, score, reasons, common_languages, last_word_at from ${rows} order by place`,
    )
    .returning('id')
    .execute();
  // Both databases number rows in the order in which they are selected, but may return them in another.
  const ids = inserted.map(({ id }) => id).toSorted((a, b) => a - b);
  await insertSeats(
    { db: base, community, traits },
    matches.flatMap((match, place) => match.members.map((seat) => ({ match, id: ids[place] as MatchId, seat }))),
  );
  return ids;
}

async function insertSeats(
  { db: base, community, traits }: Pick<Tx, 'db' | 'community' | 'traits'>,
  seats: readonly { readonly match: NewMatch; readonly id: MatchId; readonly seat: MatchMember }[],
): Promise<void> {
  const rows = traits.rowsOf(
    seats.map(({ match, id, seat }, place) => ({
      place,
      match_id: id,
      round_id: match.round,
      seat: seat.member !== null && match.second?.includes(seat.member) ? 2 : 1,
      member_id: seat.member,
      organisation_id: seat.organisation,
      check_in: seat.checkIn,
      outcome: seat.outcome,
      note: seat.note,
      later_outcome: seat.laterOutcome,
    })),
    {
      place: 'bigint',
      match_id: 'bigint',
      round_id: 'bigint',
      seat: 'bigint',
      member_id: 'bigint',
      organisation_id: 'bigint',
      check_in: 'text',
      outcome: 'text',
      note: 'text',
      later_outcome: 'text',
    },
  );
  const added = await base
    .withTables<CoffeeTables>()
    .insertInto('coffee_match_members')
    .columns([
      'community_id',
      'match_id',
      'round_id',
      'seat',
      'member_id',
      'organisation_id',
      'check_in',
      'outcome',
      'note',
      'later_outcome',
    ])
    .expression(
      // SQLite needs a condition to tell the conflict clause from a join.
      sql`select ${sql.lit(community)}, match_id, round_id, seat, member_id, organisation_id, check_in, outcome, note, later_outcome
          from ${rows} where true order by place`,
    )
    .onConflict((conflict) => conflict.columns(['round_id', 'member_id', 'seat']).doNothing())
    .returning(['match_id', 'member_id'])
    .execute();
  if (added.length === seats.length) return;
  const seated = new Set(added.map(({ match_id, member_id }) => `${match_id}:${member_id}`));
  const refused = seats.find(({ id, seat }) => !seated.has(`${id}:${seat.member}`));
  throw new InputError(
    `member ${String(refused?.seat.member)} has a match in round ${String(refused?.match.round)}`,
    phrase('coffee.error.already-matched'),
  );
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
