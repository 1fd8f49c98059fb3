import type { Selectable } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { flag } from '../../../sql/columns.js';
import type { Enrolment } from '../types.js';
import type { CoffeeTables } from './tables.js';

export function enrolmentStore({ db: base, community }: Tx) {
  const db = base.withTables<CoffeeTables>();
  const select = () => db.selectFrom('coffee_enrolments').selectAll().where('community_id', '=', community);
  return {
    async enrolment(member: MemberId): Promise<Enrolment | undefined> {
      const row = await select().where('member_id', '=', member).executeTakeFirst();
      return row && toEnrolment(row);
    },
    async enrolments(): Promise<readonly Enrolment[]> {
      return (await select().orderBy('member_id').execute()).map(toEnrolment);
    },
    /** How many have joined and not left. */
    async countEnrolled(): Promise<number> {
      const { count } = await db
        .selectFrom('coffee_enrolments')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('community_id', '=', community)
        .where('state', '!=', 'left')
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async saveEnrolment(enrolment: Enrolment): Promise<void> {
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

export function toEnrolment(row: Omit<Selectable<CoffeeTables['coffee_enrolments']>, 'community_id'>): Enrolment {
  return {
    member: row.member_id,
    state: row.state,
    pausedUntil: row.paused_until,
    unanswered: row.unanswered,
    volunteer: row.volunteer === 1,
    joinedAt: row.joined_at,
  };
}
