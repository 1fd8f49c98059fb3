import type { MemberId, OrganisationId } from '../../../core/ids.js';
import { earliest } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { chunks, redirect } from '../../../sql/columns.js';
import { findRows, updateRows } from '../../../sql/rows.js';
import { ENROLMENT_COLUMNS } from './enrolments.js';
import type { CoffeeTables } from './tables.js';

const STATES = ['left', 'paused', 'in'] as const satisfies readonly CoffeeTables['coffee_enrolments']['state'][];
const ANSWERS = ['invited', 'paused', 'skip', 'in'] as const satisfies readonly CoffeeTables['coffee_participations']['answer'][];
const RESULTS = ['pending', 'left-out', 'matched'] as const satisfies readonly CoffeeTables['coffee_participations']['result'][];

/** The value that comes later in `order`. */
function further<T extends string>(order: readonly T[], a: T, b: T): T {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

/** Two rows of one person become one: lists, enrolment, rounds and matches are all kept, and nothing is there twice. */
export async function mergeCoffee(tx: Tx, from: MemberId, into: MemberId): Promise<void> {
  await mergeAvoided(tx, from, into);
  await mergeEnrolment(tx, from, into);
  await mergeParticipations(tx, from, into);
  await mergeSeats(tx, from, into);
  await redirect(withCoffeeTables(tx), 'coffee_matches', 'first_to_write', { from, into });
}

/** Both directions: whom they avoid, and who avoids them. Nobody avoids themselves afterwards. */
async function mergeAvoided({ db: base, community }: Tx, from: MemberId, into: MemberId): Promise<void> {
  const db = base.withTables<CoffeeTables>();
  const rows = await db
    .selectFrom('avoidances')
    .select(['member_id', 'avoided_id'])
    .where('community_id', '=', community)
    .where(({ or, eb }) => or([eb('member_id', '=', from), eb('avoided_id', '=', from)]))
    .execute();
  const now = (id: MemberId) => (id === from ? into : id);
  for (const { member_id, avoided_id } of rows) {
    if (now(member_id) === now(avoided_id)) continue;
    await db
      .insertInto('avoidances')
      .values({ community_id: community, member_id: now(member_id), avoided_id: now(avoided_id) })
      .onConflict((conflict) => conflict.columns(['member_id', 'avoided_id']).doNothing())
      .execute();
  }
  await db
    .deleteFrom('avoidances')
    .where('community_id', '=', community)
    .where(({ or, and, eb }) =>
      or([eb('member_id', '=', from), eb('avoided_id', '=', from), and([eb('member_id', '=', into), eb('avoided_id', '=', into)])]),
    )
    .execute();
}

/** Who takes part with either account takes part; the earlier date of joining counts. */
async function mergeEnrolment({ db: base, community }: Tx, from: MemberId, into: MemberId): Promise<void> {
  const db = base.withTables<CoffeeTables>();
  const rows = await findRows({ db, community }, 'coffee_enrolments', ENROLMENT_COLUMNS, { member_id: [from, into] });
  const theirs = rows.find((row) => row.member_id === from);
  const own = rows.find((row) => row.member_id === into);
  if (theirs === undefined) return;
  if (own === undefined) {
    await db.updateTable('coffee_enrolments').set({ member_id: into }).where('member_id', '=', from).execute();
    return;
  }
  const state = further(STATES, own.state, theirs.state);
  const chosen = own.state === state ? own : theirs;
  await db
    .updateTable('coffee_enrolments')
    .set({
      state,
      paused_until: chosen.paused_until,
      volunteer: chosen.volunteer,
      unanswered: Math.min(own.unanswered, theirs.unanswered),
      joined_at: earliest(own.joined_at, theirs.joined_at),
    })
    .where('member_id', '=', into)
    .execute();
  await db.deleteFrom('coffee_enrolments').where('member_id', '=', from).execute();
}

async function mergeParticipations({ db: base, community }: Tx, from: MemberId, into: MemberId): Promise<void> {
  const db = base.withTables<CoffeeTables>();
  const rows = await findRows(
    { db, community },
    'coffee_participations',
    ['id', 'round_id', 'member_id', 'answer', 'result', 'reason', 'responded'],
    { member_id: [from, into] },
  );
  // What the matching was given holds two ids for one person, so those rounds can't be repeated any more.
  for (const some of chunks(
    rows.map((row) => row.round_id),
    500,
  )) {
    await updateRows({ db, community }, 'coffee_participations', { given: null }, { round_id: some });
  }
  for (const theirs of rows.filter((row) => row.member_id === from)) {
    const own = rows.find((row) => row.member_id === into && row.round_id === theirs.round_id);
    if (own === undefined) {
      await db.updateTable('coffee_participations').set({ member_id: into }).where('id', '=', theirs.id).execute();
      continue;
    }
    const result = further(RESULTS, own.result, theirs.result);
    await db.deleteFrom('coffee_participations').where('id', '=', theirs.id).execute();
    await db
      .updateTable('coffee_participations')
      .set({
        answer: further(ANSWERS, own.answer, theirs.answer),
        result,
        reason: own.result === result ? own.reason : theirs.reason,
        responded: own.responded === 1 || theirs.responded === 1 ? 1 : 0,
      })
      .where('id', '=', own.id)
      .execute();
  }
}

/** A seat in each match that either was in. A match of the two with each other keeps one seat, since it was no meeting. */
async function mergeSeats({ db: base, community }: Tx, from: MemberId, into: MemberId): Promise<void> {
  const db = base.withTables<CoffeeTables>();
  const columns = ['id', 'match_id', 'round_id', 'seat', 'member_id'] as const;
  const seats = await findRows({ db, community }, 'coffee_match_members', columns, { member_id: [from, into] }, 'id');
  const own = seats.filter((seat) => seat.member_id === into);
  for (const seat of seats.filter(({ member_id }) => member_id === from)) {
    if (own.some(({ match_id }) => match_id === seat.match_id)) {
      await db.deleteFrom('coffee_match_members').where('id', '=', seat.id).execute();
      continue;
    }
    const taken = own.filter(({ round_id }) => round_id === seat.round_id).map((other) => other.seat);
    const free = Array.from({ length: taken.length + 1 }, (_, index) => index + 1).find((number) => !taken.includes(number)) ?? seat.seat;
    await db.updateTable('coffee_match_members').set({ member_id: into, seat: free }).where('id', '=', seat.id).execute();
    own.push({ ...seat, member_id: into, seat: free });
  }
}

/** Matches keep their organisation when two organisations become one. */
export async function moveOrganisation(tx: Tx, from: OrganisationId, into: OrganisationId): Promise<void> {
  await redirect(withCoffeeTables(tx), 'coffee_match_members', 'organisation_id', { from, into });
}

function withCoffeeTables({ db, community }: Tx) {
  return { db: db.withTables<CoffeeTables>(), community };
}
