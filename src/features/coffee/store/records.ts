import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import type { Records } from '../types.js';
import { ENROLMENT_COLUMNS, toEnrolment } from './enrolments.js';
import type { CoffeeTables } from './tables.js';

/** What every matching is made from, in one statement. */
export async function recordsOf(tx: Tx): Promise<Records> {
  const db = tx.db.withTables<CoffeeTables>();
  const { community } = tx;
  const twoOfOneMatch = db
    .selectFrom('coffee_match_members as one')
    .innerJoin('coffee_match_members as other', 'other.match_id', 'one.match_id')
    .where('one.community_id', '=', community);
  const { rounds, enrolments, avoided, meetings, organisationMeetings } = await readInOneStatement(tx, {
    rounds: db
      .selectFrom('coffee_rounds')
      .select(['id', 'number', 'state', 'seed'])
      .select(['invitation_at as invitationAt', 'matching_at as matchingAt', 'nudge_at as nudgeAt'])
      .select(['check_in_at as checkInAt', 'closing_at as closingAt'])
      .select(({ fn }) => fn<number>('length', ['explanation']).as('explained'))
      .where('community_id', '=', community)
      .orderBy('number', 'desc'),
    enrolments: db.selectFrom('coffee_enrolments').select(ENROLMENT_COLUMNS).where('community_id', '=', community).orderBy('member_id'),
    avoided: db
      .selectFrom('avoidances')
      .select(['member_id as member', 'avoided_id as avoids'])
      .where('community_id', '=', community)
      .orderBy('member_id')
      .orderBy('avoided_id'),
    meetings: twoOfOneMatch
      .innerJoin('coffee_rounds', 'coffee_rounds.id', 'one.round_id')
      .whereRef('one.member_id', '<', 'other.member_id')
      .select(['one.member_id as a', 'other.member_id as b', 'coffee_rounds.number as round'])
      .$narrowType<{ a: MemberId; b: MemberId }>()
      .orderBy('round', 'desc')
      .orderBy('a')
      .orderBy('b'),
    organisationMeetings: twoOfOneMatch
      .whereRef('one.organisation_id', '<', 'other.organisation_id')
      .select(['one.organisation_id as a', 'other.organisation_id as b'])
      .distinct()
      .$narrowType<{ a: OrganisationId; b: OrganisationId }>()
      .orderBy('a')
      .orderBy('b'),
  });
  return {
    rounds: rounds.map(({ explained, ...round }) => ({ ...round, matched: explained !== null })),
    enrolments: enrolments.map(toEnrolment),
    avoided,
    meetings,
    organisationMeetings,
  };
}
