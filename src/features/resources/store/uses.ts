import type { Instant, LocalDate } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { placeIn } from '../../../sql/tables.js';
import type { ResourceId } from '../types.js';
import { type ResourcesTables, sectorsColumn } from './tables.js';

/** How many different searches are kept of one month, so that nobody fills the disk with them. */
const MISSES_MAX = 2000;
const MOST_USED = 10;
const MOST_MISSED = 20;

/** What a report is made of. */
export interface ReportRows {
  /** Approved resources by their sectors and the language of an edition. */
  readonly kept: readonly { readonly sectors: readonly string[]; readonly language: string; readonly resources: number }[];
  readonly total: number;
  readonly isPublic: number;
  /** Approved within the period. */
  readonly added: number;
  readonly used: readonly { readonly id: ResourceId; readonly title: string; readonly opened: number; readonly fetched: number }[];
  /** Of all resources in the period. */
  readonly opened: number;
  readonly fetched: number;
  /** Words that were searched for on at least the wanted number of days, the most frequent first. */
  readonly missed: readonly { readonly words: string; readonly days: number }[];
  /** All words that were searched for in vain. */
  readonly misses: number;
}

interface Period {
  /** The first and the last month: `2026-01`. */
  readonly months: readonly [string, string];
  readonly from: Instant;
  readonly to: Instant;
  /** Words that were searched for on fewer days are counted only. */
  readonly missedDays: number;
}

/** How resources are used, and what is missing. */
export function useStore(tx: Tx) {
  const { db, community } = placeIn<ResourcesTables>(tx);

  return {
    async countUse(id: ResourceId, month: string, use: 'opened' | 'fetched'): Promise<void> {
      await db
        .insertInto('resource_uses')
        .values({ community_id: community, resource_id: id, month, opened: 0, fetched: 0, [use]: 1 })
        .onConflict((conflict) =>
          conflict.columns(['resource_id', 'month']).doUpdateSet((set) => ({ [use]: set(`resource_uses.${use}`, '+', 1) })),
        )
        .execute();
    },
    /** Words count once a day, however often they are searched for. */
    async noteMiss(words: string, month: string, today: LocalDate): Promise<void> {
      const { known } = await db
        .selectFrom('resource_misses')
        .select(({ fn }) => fn.countAll<number | string>().as('known'))
        .where('community_id', '=', community)
        .where('month', '=', month)
        .executeTakeFirstOrThrow();
      if (Number(known) >= MISSES_MAX) return;
      await db
        .insertInto('resource_misses')
        .values({ community_id: community, month, words, days: 1, last_on: today })
        .onConflict((conflict) =>
          conflict
            .columns(['community_id', 'month', 'words'])
            .doUpdateSet((set) => ({ days: set('resource_misses.days', '+', 1), last_on: today }))
            .where('resource_misses.last_on', '!=', today),
        )
        .execute();
    },
    async forgetMissesBefore(month: string): Promise<void> {
      await db.deleteFrom('resource_misses').where('community_id', '=', community).where('month', '<', month).execute();
    },
    /** All that a report says, in one statement. */
    async reported({ months: [first, last], from, to, missedDays }: Period): Promise<ReportRows> {
      const resources = () => db.selectFrom('resources').where('resources.community_id', '=', community).where('state', '=', 'approved');
      const misses = () =>
        db
          .selectFrom('resource_misses')
          .select(['words', ({ fn }) => fn.sum<number | string>('days').as('days')])
          .where('community_id', '=', community)
          .where('month', '>=', first)
          .where('month', '<=', last)
          .groupBy('words');
      const uses = () =>
        db
          .selectFrom('resource_uses')
          .innerJoin('resources', 'resources.id', 'resource_uses.resource_id')
          .where('resource_uses.community_id', '=', community)
          .where('month', '>=', first)
          .where('month', '<=', last);
      const found = await readInOneStatement(tx, {
        kept: resources()
          .innerJoin('resource_editions', 'resource_editions.resource_id', 'resources.id')
          .select(['sectors', 'language', ({ fn }) => fn.count<number | string>('resources.id').distinct().as('resources')])
          .where('replaced_at', 'is', null)
          .groupBy(['sectors', 'language']),
        totals: resources()
          .select(['visibility', ({ fn }) => fn.countAll<number | string>().as('resources')])
          .groupBy('visibility'),
        added: resources()
          .select(({ fn }) => fn.countAll<number | string>().as('resources'))
          .where('approved_at', '>=', from)
          .where('approved_at', '<', to),
        used: uses()
          .select([
            'resources.id',
            'title',
            ({ fn }) => fn.sum<number | string>('opened').as('opened'),
            ({ fn }) => fn.sum<number | string>('fetched').as('fetched'),
          ])
          .where('state', '=', 'approved')
          .groupBy(['resources.id', 'title'])
          .orderBy('opened', 'desc')
          .orderBy('fetched', 'desc')
          .orderBy('resources.id')
          .limit(MOST_USED),
        sums: uses().select([
          ({ fn }) => fn.sum<number | string | null>('opened').as('opened'),
          ({ fn }) => fn.sum<number | string | null>('fetched').as('fetched'),
        ]),
        missed: db
          .selectFrom(misses().as('of'))
          .select(['words', 'days'])
          .where('days', '>=', missedDays)
          .orderBy('days', 'desc')
          .orderBy('words')
          .limit(MOST_MISSED),
        misses: db.selectFrom(misses().as('of')).select(({ fn }) => fn.countAll<number | string>().as('words')),
      });
      const totals = found.totals.map((row) => ({ ...row, resources: Number(row.resources) }));
      return {
        kept: found.kept.map((row) => ({ ...row, sectors: sectorsColumn.read(row.sectors), resources: Number(row.resources) })),
        total: totals.reduce((sum, row) => sum + row.resources, 0),
        isPublic: totals.find(({ visibility }) => visibility === 'public')?.resources ?? 0,
        added: Number(found.added[0]?.resources ?? 0),
        used: found.used.map((row) => ({ ...row, opened: Number(row.opened), fetched: Number(row.fetched) })),
        opened: Number(found.sums[0]?.opened ?? 0),
        fetched: Number(found.sums[0]?.fetched ?? 0),
        missed: found.missed.map((row) => ({ ...row, days: Number(row.days) })),
        misses: Number(found.misses[0]?.words ?? 0),
      };
    },
  };
}
