import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { findValues, removeRows, updateRows } from '../../../sql/rows.js';
import type { CoffeeTables } from './tables.js';

/**
 * Deletes what is a member's alone: enrolment, lists in both directions, notes. Seats and participations stay for the
 * counts; the database takes the member out of them when their own row is deleted.
 */
export async function eraseCoffee({ db: base, community }: Tx, member: MemberId): Promise<void> {
  const db = base.withTables<CoffeeTables>();
  await updateRows({ db, community }, 'coffee_match_members', { note: null }, { member_id: member });
  // Other participants' lists may name the member, so the rounds that they took part in can't be repeated any more.
  await db
    .updateTable('coffee_participations')
    .set({ given: null })
    .where('community_id', '=', community)
    .where('given', 'is not', null)
    .where('round_id', 'in', db.selectFrom('coffee_participations').select('round_id').where('member_id', '=', member))
    .execute();
  await db
    .deleteFrom('avoidances')
    .where('community_id', '=', community)
    .where(({ or, eb }) => or([eb('member_id', '=', member), eb('avoided_id', '=', member)]))
    .execute();
  await removeRows({ db, community }, 'coffee_enrolments', { member_id: member });
}

/** What the member wrote about their matches. */
export async function notesOf({ db, community }: Tx, member: MemberId): Promise<readonly string[]> {
  const place = { db: db.withTables<CoffeeTables>(), community };
  return (await findValues(place, 'coffee_match_members', 'note', { member_id: member })).filter((note) => note !== null);
}
