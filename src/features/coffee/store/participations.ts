import { type Kysely, sql } from 'kysely';
import type { CommunityId, MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { flag, jsonColumn } from '../../../sql/columns.js';
import { prepared } from '../../../sql/prepared.js';
import { allAs } from '../../../sql/rows.js';
import { PARTNER_LEFT } from '../rules/participants.js';
import { type GivenParticipant, givenSchema } from '../stored.js';
import type { Given, Participation, ParticipationCounts, RoundId } from '../types.js';
import type { CoffeeTables } from './tables.js';

export const given = jsonColumn(givenSchema);

const participationOf = prepared<{ community: CommunityId; round: RoundId; member: MemberId }>()((db: Kysely<CoffeeTables>, argument) =>
  db
    .selectFrom('coffee_participations')
    .select(['round_id', 'answer', 'result', 'reason', 'responded'])
    .where('community_id', '=', argument('community'))
    .where('round_id', '=', argument('round'))
    .where('member_id', '=', argument('member')),
);

export function participationStore({ db: base, community, traits }: Tx) {
  const db = base.withTables<CoffeeTables>();
  const select = () =>
    db
      .selectFrom('coffee_participations')
      .select(['round_id', 'member_id', 'answer', 'result', 'reason', 'responded'])
      .where('community_id', '=', community)
      .where('member_id', 'is not', null)
      .$narrowType<{ member_id: MemberId }>();
  const toParticipation = (row: Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>): Participation => ({
    round: row.round_id,
    member: row.member_id,
    answer: row.answer,
    result: row.result,
    reason: row.reason,
    responded: row.responded === 1,
  });
  const selectGiven = () =>
    db
      .selectFrom('coffee_participations')
      .select(['round_id', 'member_id', 'given'])
      .where('community_id', '=', community)
      .where('given', 'is not', null)
      .where('member_id', 'is not', null)
      .$narrowType<{ member_id: MemberId; given: string }>();

  return {
    async participation(round: RoundId, member: MemberId): Promise<Participation | undefined> {
      const [row] = await participationOf({ db, traits }, { community, round, member });
      return row && toParticipation({ ...row, member_id: member });
    },
    async participations(round: RoundId): Promise<readonly Participation[]> {
      return allAs(select().where('round_id', '=', round).orderBy('member_id'), toParticipation);
    },
    /** Who found nobody when they last took part in one of `rounds`, or lost their partner before they met. */
    async leftOutLastTime(rounds: readonly RoundId[]): Promise<ReadonlySet<MemberId>> {
      if (rounds.length === 0) return new Set();
      const results = db
        .selectFrom('coffee_participations as own')
        .innerJoin('coffee_rounds as round', 'round.id', 'own.round_id')
        .select(['own.member_id', 'own.result', 'own.reason'])
        .select(({ fn }) =>
          fn
            .agg<number>('row_number')
            .over((over) => over.partitionBy('own.member_id').orderBy('round.number', 'desc'))
            .as('ago'),
        )
        .where('own.round_id', 'in', rounds)
        .where('own.member_id', 'is not', null)
        .where('own.result', '!=', 'pending')
        .$narrowType<{ member_id: MemberId }>();
      const rows = await db
        .selectFrom(results.as('newest'))
        .select('member_id')
        .where('ago', '=', 1)
        .where(({ or, eb }) => or([eb('result', '=', 'left-out'), eb('reason', '=', PARTNER_LEFT)]))
        .execute();
      return new Set(rows.map(({ member_id }) => member_id));
    },
    /** What was kept of a round's participants. Empty once it was dropped, or somebody who took part was erased. */
    async given(round: RoundId): Promise<readonly Given[]> {
      const rows = await selectGiven().where('round_id', '=', round).orderBy('member_id').execute();
      return rows.map((row) => ({ member: row.member_id, given: given.read(row.given) }));
    },
    /** Drops what was kept for all rounds whose number is below `number`. */
    async dropGivenBefore(number: number): Promise<void> {
      await db
        .updateTable('coffee_participations')
        .set({ given: null })
        .where('community_id', '=', community)
        .where('given', 'is not', null)
        .where(
          'round_id',
          'in',
          db.selectFrom('coffee_rounds').select('id').where('community_id', '=', community).where('number', '<', number),
        )
        .execute();
    },
    /** The numbers of rounds, which include people who were erased since. A round without participants is left out. */
    async participationCounts(rounds: readonly RoundId[]): Promise<ReadonlyMap<RoundId, ParticipationCounts>> {
      if (rounds.length === 0) return new Map();
      const rows = await db
        .selectFrom('coffee_participations')
        .select(['round_id', 'answer', 'result', 'responded', ({ fn }) => fn.countAll<number | string>().as('count')])
        .where('community_id', '=', community)
        .where('round_id', 'in', rounds)
        .groupBy(['round_id', 'answer', 'result', 'responded'])
        .execute();
      return new Map([...new Set(rows.map((row) => row.round_id))].map((id) => [id, counted(rows.filter((row) => row.round_id === id))]));
    },
    /**
     * Inserts or replaces, by round and member. `kept` is what the matching was given of some of them; what was kept of
     * the others stays.
     */
    saveParticipations: (all: readonly Participation[], kept?: ReadonlyMap<MemberId, GivenParticipant>): Promise<void> =>
      saveParticipations({ db: base, community, traits }, all, kept),
  };
}

async function saveParticipations(
  { db, community, traits }: Pick<Tx, 'db' | 'community' | 'traits'>,
  participations: readonly Participation[],
  kept: ReadonlyMap<MemberId, GivenParticipant> | undefined,
): Promise<void> {
  if (participations.length === 0) return;
  const rows = traits.rowsOf(
    participations.map((participation) => {
      const own = kept?.get(participation.member);
      return {
        round_id: participation.round,
        member_id: participation.member,
        answer: participation.answer,
        result: participation.result,
        reason: participation.reason,
        responded: flag(participation.responded),
        given_text: own === undefined ? null : given.write(own),
      };
    }),
    {
      round_id: 'bigint',
      member_id: 'bigint',
      answer: 'text',
      result: 'text',
      reason: 'text',
      responded: 'bigint',
      given_text: 'text',
    },
  );
  await db
    .withTables<CoffeeTables>()
    .insertInto('coffee_participations')
    .columns(['community_id', 'round_id', 'member_id', 'answer', 'result', 'reason', 'responded', 'given'])
    .expression(
      // SQLite needs a condition to tell the conflict clause from a join.
      sql`select ${sql.lit(community)}, round_id, member_id, answer, result, reason, responded, given_text from ${rows} where true`,
    )
    .onConflict((conflict) =>
      conflict.columns(['round_id', 'member_id']).doUpdateSet((set) => ({
        answer: set.ref('excluded.answer'),
        result: set.ref('excluded.result'),
        reason: set.ref('excluded.reason'),
        responded: set.ref('excluded.responded'),
        given: set.fn.coalesce('excluded.given', 'coffee_participations.given'),
      })),
    )
    .execute();
}

interface CountRow extends Pick<Participation, 'answer' | 'result'> {
  readonly responded: 0 | 1;
  readonly count: number | string;
}

function counted(rows: readonly CountRow[]): ParticipationCounts {
  const sum = (wanted: (row: CountRow) => boolean) => rows.filter(wanted).reduce((total, row) => total + Number(row.count), 0);
  return {
    invited: sum(() => true),
    in: sum((row) => row.answer === 'in'),
    skipped: sum((row) => row.answer === 'skip'),
    paused: sum((row) => row.answer === 'paused'),
    matched: sum((row) => row.result === 'matched'),
    leftOut: sum((row) => row.result === 'left-out'),
    responded: sum((row) => row.responded === 1),
  };
}
