import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { redirect } from '../../../sql/columns.js';
import { eraseOwnRows, mergeMemberRows, type NamedIn, type OwnRows } from '../../../sql/member-rows.js';
import { removeRows, updateRows } from '../../../sql/rows.js';
import { isStronger } from '../rules/places.js';
import type { EventsTables } from './tables.js';

const OWN: OwnRows<EventsTables> = [
  { table: 'event_people', sameBy: ['event_id', 'role'] },
  { table: 'event_listed', sameBy: ['event_id'] },
  { table: 'event_series_members', sameBy: ['series_id'] },
  { table: 'event_reminder_choices', sameBy: [] },
  { table: 'event_presence', sameBy: ['session_id', 'came_at'] },
  { table: 'event_unheard', sameBy: [] },
  { table: 'event_code_tries', sameBy: [] },
  { table: 'event_feedback', sameBy: ['event_id'] },
  { table: 'event_feeds', sameBy: [] },
];

/** Two rows of one person become one, but the row of whoever is erased stays without them, because it is counted. */
const COUNTED: OwnRows<EventsTables> = [{ table: 'event_file_readers', sameBy: ['event_id'] }];

const NAMED: NamedIn<EventsTables> = [
  { table: 'events', columns: ['created_by'] },
  { table: 'event_registrations', columns: ['registered_by'] },
  { table: 'event_messages', columns: ['written_by'] },
  { table: 'event_certificates', columns: ['member_id'] },
  { table: 'event_notes', columns: ['member_id', 'responsible_id'] },
  { table: 'event_materials', columns: ['member_id'] },
  { table: 'event_files', columns: ['member_id'] },
];

/** Deletes what is the member's alone; registrations and certificates stay without a person, because they are counted; a certificate holds no more. */
export async function eraseEventRows({ db: base, community }: Tx, member: MemberId, now: Instant): Promise<void> {
  const db = base.withTables<EventsTables>();
  const place = { db, community };
  await eraseOwnRows(place, OWN, member);
  await updateRows(place, 'event_registrations', { answers: null, second_answers: null, organisation_id: null }, { member_id: member });
  const own = db
    .selectFrom('event_notes as own')
    .select('own.id')
    .where('own.community_id', '=', community)
    .where('own.member_id', '=', member);
  await db
    .updateTable('event_notes')
    .set({ merged_into: null })
    .where('community_id', '=', community)
    .where('merged_into', 'in', own)
    .execute();
  // What they said is theirs until it is approved; then it is the community's, and attributed to nobody.
  await db
    .deleteFrom('event_notes')
    .where('community_id', '=', community)
    .where('member_id', '=', member)
    .where('event_id', 'not in', ({ selectFrom }) =>
      selectFrom('event_minutes').select('event_minutes.event_id').where('event_minutes.state', '=', 'approved'),
    )
    .execute();
  await updateRows(place, 'event_notes', { organisation_id: null }, { member_id: member });
  await updateRows(place, 'event_notes', { responsible: null }, { responsible_id: member });
  await db
    .updateTable('event_certificates')
    .set(({ fn, ref, val }) => ({ name: null, withdrawn_at: fn.coalesce(ref('withdrawn_at'), val(now)) }))
    .where('community_id', '=', community)
    .where('member_id', '=', member)
    .execute();
}

/**
 * Whatever names `from` names `into` afterwards. Of two registrations for one event the one with the stronger state stays, and that
 * of `into` where both are alike, with all attendance.
 */
export async function mergeEventRows({ db: base, community }: Tx, from: MemberId, into: MemberId): Promise<void> {
  const db = base.withTables<EventsTables>();
  const place = { db, community };
  const both = await db
    .selectFrom('event_registrations as other')
    .innerJoin('event_registrations as kept', 'kept.event_id', 'other.event_id')
    .select(['other.id as other', 'kept.id as own', 'other.state as other_state', 'kept.state as own_state'])
    .where('other.community_id', '=', community)
    .where('other.member_id', '=', from)
    .where('kept.member_id', '=', into)
    .execute();
  for (const each of both) {
    const [kept, other] = isStronger(each.other_state, each.own_state) ? [each.other, each.own] : [each.own, each.other];
    await db
      .deleteFrom('event_attendance')
      .where('community_id', '=', community)
      .where('registration_id', '=', other)
      .where('session_id', 'in', ({ selectFrom }) =>
        selectFrom('event_attendance').select('session_id').where('registration_id', '=', kept),
      )
      .execute();
    await updateRows(place, 'event_attendance', { registration_id: kept }, { registration_id: other });
    await removeRows(place, 'event_registrations', { id: other });
  }
  await mergeMemberRows(
    place,
    { own: [...OWN, ...COUNTED], named: [...NAMED, { table: 'event_registrations', columns: ['member_id'] }] },
    { from, into },
  );
}

/** Whatever names an organisation names another one afterwards. */
export async function moveOrganisationRows({ db: base, community }: Tx, from: OrganisationId, into: OrganisationId): Promise<void> {
  const db = base.withTables<EventsTables>();
  for (const table of ['event_registrations', 'event_notes'] as const) {
    await redirect({ db, community }, table, 'organisation_id', { from, into });
  }
}
