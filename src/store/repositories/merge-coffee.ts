import type { MemberId } from '../../core/ids.js';
import { chunks } from '../../sql/columns.js';
import type { CoffeeEnrolmentTable, CoffeeParticipationTable } from '../schema.js';
import type { Context } from './context.js';

const STATES = ['left', 'paused', 'in'] as const satisfies readonly CoffeeEnrolmentTable['state'][];
const ANSWERS = ['invited', 'paused', 'skip', 'in'] as const satisfies readonly CoffeeParticipationTable['answer'][];
const RESULTS = ['pending', 'left-out', 'matched'] as const satisfies readonly CoffeeParticipationTable['result'][];

/** The one that stands further on in the list. */
function further<T extends string>(order: readonly T[], a: T, b: T): T {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

/** One person's coffee chats of two rows: enrolment, rounds and matches, all kept, none twice. */
export async function mergeCoffee(context: Context, from: MemberId, into: MemberId): Promise<void> {
  await mergeEnrolment(context, from, into);
  await mergeParticipations(context, from, into);
  await mergeSeats(context, from, into);
  await context.db
    .updateTable('coffee_matches')
    .set({ first_to_write: into })
    .where('community_id', '=', context.community)
    .where('first_to_write', '=', from)
    .execute();
}

/** Whoever takes part by one account takes part; they joined when they first did. */
async function mergeEnrolment({ db, community }: Context, from: MemberId, into: MemberId): Promise<void> {
  const rows = await db
    .selectFrom('coffee_enrolments')
    .selectAll()
    .where('community_id', '=', community)
    .where('member_id', 'in', [from, into])
    .execute();
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
      joined_at: Math.min(own.joined_at, theirs.joined_at),
    })
    .where('member_id', '=', into)
    .execute();
  await db.deleteFrom('coffee_enrolments').where('member_id', '=', from).execute();
}

async function mergeParticipations({ db, community }: Context, from: MemberId, into: MemberId): Promise<void> {
  const rows = await db
    .selectFrom('coffee_participations')
    .selectAll()
    .where('community_id', '=', community)
    .where('member_id', 'in', [from, into])
    .execute();
  // What the matching was given names them by two numbers: those rounds can't be repeated any more.
  for (const some of chunks(
    rows.map((row) => row.round_id),
    500,
  )) {
    await db
      .updateTable('coffee_participations')
      .set({ given: null })
      .where('community_id', '=', community)
      .where('round_id', 'in', some)
      .execute();
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

/** A seat in each match that either was in. A match of the two with one another keeps one seat: that was no meeting. */
async function mergeSeats({ db, community }: Context, from: MemberId, into: MemberId): Promise<void> {
  const seats = await db
    .selectFrom('coffee_match_members')
    .select(['id', 'match_id', 'round_id', 'seat', 'member_id'])
    .where('community_id', '=', community)
    .where('member_id', 'in', [from, into])
    .orderBy('id')
    .execute();
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
