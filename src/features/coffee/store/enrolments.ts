import { type Kysely, type Selectable, sql } from 'kysely';
import type { CommunityId, MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { flag } from '../../../sql/columns.js';
import { prepared } from '../../../sql/prepared.js';
import { allAs } from '../../../sql/rows.js';
import type { Enrolment } from '../types.js';
import type { CoffeeTables } from './tables.js';

const enrolmentOf = prepared<{ community: CommunityId; member: MemberId }>()((db: Kysely<CoffeeTables>, argument) =>
  db
    .selectFrom('coffee_enrolments')
    .selectAll()
    .where('community_id', '=', argument('community'))
    .where('member_id', '=', argument('member')),
);

export const ENROLMENT_COLUMNS = ['member_id', 'state', 'paused_until', 'unanswered', 'volunteer', 'joined_at'] as const;

export function enrolmentStore({ db: base, community, traits }: Tx) {
  const db = base.withTables<CoffeeTables>();
  const select = () => db.selectFrom('coffee_enrolments').selectAll().where('community_id', '=', community);
  /** Inserts or replaces, by member. */
  const saveEnrolments = async (enrolments: readonly Enrolment[]): Promise<void> => {
    if (enrolments.length === 0) return;
    const rows = traits.rowsOf(
      enrolments.map((enrolment) => ({
        member_id: enrolment.member,
        state: enrolment.state,
        paused_until: enrolment.pausedUntil,
        unanswered: enrolment.unanswered,
        volunteer: flag(enrolment.volunteer),
        joined_at: enrolment.joinedAt,
      })),
      { member_id: 'bigint', state: 'text', paused_until: 'text', unanswered: 'bigint', volunteer: 'bigint', joined_at: 'bigint' },
    );
    await db
      .insertInto('coffee_enrolments')
      .columns(['community_id', ...ENROLMENT_COLUMNS])
      .expression(
        // SQLite needs a condition to tell the conflict clause from a join.
        sql`select ${sql.lit(community)}, member_id, state, paused_until, unanswered, volunteer, joined_at from ${rows} where true`,
      )
      .onConflict((conflict) =>
        conflict.column('member_id').doUpdateSet((set) => ({
          state: set.ref('excluded.state'),
          paused_until: set.ref('excluded.paused_until'),
          unanswered: set.ref('excluded.unanswered'),
          volunteer: set.ref('excluded.volunteer'),
          joined_at: set.ref('excluded.joined_at'),
        })),
      )
      .execute();
  };

  return {
    async enrolment(member: MemberId): Promise<Enrolment | undefined> {
      const [row] = await enrolmentOf({ db, traits }, { community, member });
      return row && toEnrolment(row);
    },
    async enrolments(): Promise<readonly Enrolment[]> {
      return allAs(select().orderBy('member_id'), toEnrolment);
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
    saveEnrolment: (enrolment: Enrolment) => saveEnrolments([enrolment]),
    saveEnrolments,
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
