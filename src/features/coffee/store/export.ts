import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { isMembers, strings } from '../../../sql/columns.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { ENROLMENT_COLUMNS, toEnrolment } from './enrolments.js';
import { given } from './participations.js';
import type { CoffeeTables } from './tables.js';

/** Everything of one member, in one statement; rounds and matches newest first. */
export async function everythingOf(tx: Tx, member: MemberId) {
  const db = tx.db.withTables<CoffeeTables>();
  const { community } = tx;
  const { enrolments, avoided, rounds, participations, seats } = await readInOneStatement(tx, {
    enrolments: db
      .selectFrom('coffee_enrolments')
      .select(ENROLMENT_COLUMNS)
      .where(isMembers(community, member, 'coffee_enrolments')),
    avoided: db
      .selectFrom('avoidances')
      .select('avoided_id')
      .where(isMembers(community, member, 'avoidances'))
      .orderBy('avoided_id'),
    rounds: db
      .selectFrom('coffee_rounds')
      .select(['id', 'number', 'matching_at'])
      .where('community_id', '=', community)
      .where(({ or, eb, selectFrom }) =>
        or([
          eb('id', 'in', selectFrom('coffee_participations').select('round_id').where('member_id', '=', member)),
          eb('id', 'in', selectFrom('coffee_match_members').select('round_id').where('member_id', '=', member)),
        ]),
      )
      .orderBy('number', 'desc'),
    participations: db
      .selectFrom('coffee_participations')
      .select(['round_id', 'answer', 'result', 'responded', 'given'])
      .where(isMembers(community, member, 'coffee_participations')),
    seats: db
      .selectFrom('coffee_matches as match')
      .innerJoin('coffee_match_members as seat', 'seat.match_id', 'match.id')
      .select(['match.id', 'match.round_id', 'match.first_to_write', 'match.common_languages'])
      .select(['seat.member_id', 'seat.check_in', 'seat.outcome', 'seat.note', 'seat.later_outcome'])
      .where('match.community_id', '=', community)
      .where('match.id', 'in', ({ selectFrom }) =>
        selectFrom('coffee_match_members').select('match_id').where('community_id', '=', community).where('member_id', '=', member),
      )
      .orderBy('match.id', 'desc')
      .orderBy('seat.id'),
  });
  const [enrolment] = enrolments;
  return {
    enrolment: enrolment && toEnrolment(enrolment),
    avoided: avoided.map(({ avoided_id }) => avoided_id),
    rounds: rounds.map(({ id, number, matching_at }) => ({ id, number, matchingAt: matching_at })),
    participations: participations.map((row) => ({
      round: row.round_id,
      answer: row.answer,
      result: row.result,
      responded: row.responded === 1,
      given: row.given === null ? undefined : given.read(row.given),
    })),
    matches: seats
      .filter(({ id }, index) => seats[index - 1]?.id !== id)
      .map(({ id, round_id, first_to_write, common_languages }) => ({
        round: round_id,
        firstToWrite: first_to_write,
        commonLanguages: strings(common_languages),
        seats: seats.filter((seat) => seat.id === id),
      })),
  };
}
