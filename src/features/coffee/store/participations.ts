import type { MemberId, RoundId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { chunks, flag, jsonColumn } from '../../../sql/columns.js';
import { type GivenParticipant, givenSchema } from '../stored.js';
import type { Given, Participation, ParticipationCounts } from '../types.js';
import type { CoffeeTables } from './tables.js';

export const given = jsonColumn(givenSchema);

/** So many rows of eight columns fit one statement on every database. */
const ROWS_AT_ONCE = 500;

export function participationStore({ db: base, community, atomically }: Tx) {
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
      const row = await select().where('round_id', '=', round).where('member_id', '=', member).executeTakeFirst();
      return row && toParticipation(row);
    },
    async participations(round: RoundId): Promise<readonly Participation[]> {
      return (await select().where('round_id', '=', round).orderBy('member_id').execute()).map(toParticipation);
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
      all.length <= ROWS_AT_ONCE
        ? saveSome({ db: base, community }, all, kept)
        : atomically(async (tx) => {
            for (const some of chunks(all, ROWS_AT_ONCE)) await saveSome(tx, some, kept);
          }),
  };
}

async function saveSome(
  { db, community }: Pick<Tx, 'db' | 'community'>,
  participations: readonly Participation[],
  kept: ReadonlyMap<MemberId, GivenParticipant> | undefined,
): Promise<void> {
  if (participations.length === 0) return;
  await db
    .withTables<CoffeeTables>()
    .insertInto('coffee_participations')
    .values(
      participations.map((participation) => {
        const own = kept?.get(participation.member);
        return {
          community_id: community,
          round_id: participation.round,
          member_id: participation.member,
          answer: participation.answer,
          result: participation.result,
          reason: participation.reason,
          responded: flag(participation.responded),
          given: own === undefined ? null : given.write(own),
        };
      }),
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
