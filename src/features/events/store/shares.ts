import { z } from 'zod';
import type { Instant, LocalDate } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { jsonColumn } from '../../../sql/columns.js';
import { placeIn } from '../../../sql/tables.js';
import type { Shown } from '../attendance/rules/numbers.js';
import type { PeriodShares } from '../reporting/rules/breakdown.js';
import type { EventId, RegistrationId } from '../types.js';
import type { EventsTables } from './tables.js';

/** What an event shows of the people who came. */
export interface KeptShares {
  readonly shares: Shown;
  /** Whom it counts. */
  readonly counted: readonly RegistrationId[];
  readonly keptAt: Instant;
}

export interface KeptPeriod {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly shares: PeriodShares;
}

const count = z.int().nonnegative();
const maybe = count.nullable();
const types = z.union([
  z.object({ type: z.enum(['withheld', 'none', 'few', 'most']) }),
  z.object({
    type: z.literal('shown'),
    people: count,
    organisations: maybe,
    groups: z.array(z.object({ people: maybe, organisations: maybe })),
  }),
]);
const kinds = z.array(z.tuple([z.string(), count])).transform((all): ReadonlyMap<string, number> => new Map(all));
const shown = z.object({ people: count, types, sectors: kinds, governorates: kinds, guests: maybe });
const way = z.enum(['people', 'places']);
const period = shown.extend({ countedBy: z.object({ types: way, sectors: way, governorates: way }), added: count, rest: count });

export const countedColumn = jsonColumn<readonly RegistrationId[]>(z.array(z.int().transform((id) => id as RegistrationId)));

/** Shares that may be in a column; null where there are none. */
export const sharesIn = (text: string | null): Shown | null => (text === null ? null : shown.parse(JSON.parse(text)));

const asText = ({ sectors, governorates, ...shares }: Shown): string =>
  JSON.stringify({ ...shares, sectors: [...sectors], governorates: [...governorates] });

const COLUMNS = ['counted', 'shares', 'kept_at'] as const;

const toShares = (row: Pick<EventsTables['event_shares'], (typeof COLUMNS)[number]>): KeptShares => ({
  shares: shown.parse(JSON.parse(row.shares)),
  counted: countedColumn.read(row.counted),
  keptAt: row.kept_at,
});

/** What events and periods have shown of the people who came. A row is written once. */
export function sharesStore(tx: Tx) {
  const { db, community } = placeIn<EventsTables>(tx);
  return {
    async keptShares(event: EventId): Promise<KeptShares | undefined> {
      const row = await db
        .selectFrom('event_shares')
        .select(COLUMNS)
        .where('community_id', '=', community)
        .where('event_id', '=', event)
        .executeTakeFirst();
      return row && toShares(row);
    },
    /** Keeps what an event shows; of two writers the first one holds. Returns what is kept. */
    async keepShares(event: EventId, { shares, counted, keptAt }: KeptShares): Promise<KeptShares> {
      const row = await db
        .insertInto('event_shares')
        .values({
          community_id: community,
          event_id: event,
          counted: countedColumn.write(counted),
          shares: asText(shares),
          kept_at: keptAt,
        })
        // What is kept stays; this changes nothing, and gives the row.
        .onConflict((conflict) => conflict.column('event_id').doUpdateSet({ event_id: event }))
        .returning(COLUMNS)
        .executeTakeFirstOrThrow();
      return toShares(row);
    },
    /** The periods that lie in these days. */
    async keptPeriods(from: LocalDate, to: LocalDate): Promise<readonly KeptPeriod[]> {
      const rows = await db
        .selectFrom('event_period_shares')
        .select(['first_day', 'last_day', 'shares'])
        .where('community_id', '=', community)
        .where('first_day', '>=', from)
        .where('last_day', '<=', to)
        .execute();
      return rows.map(({ first_day, last_day, shares }) => ({
        from: first_day,
        to: last_day,
        shares: period.parse(JSON.parse(shares)),
      }));
    },
    /** Keeps what a period shows; of two writers the first one holds. */
    async keepPeriod({ from, to, shares }: KeptPeriod, keptAt: Instant): Promise<void> {
      await db
        .insertInto('event_period_shares')
        .values({ community_id: community, first_day: from, last_day: to, shares: asText(shares), kept_at: keptAt })
        .onConflict((conflict) => conflict.columns(['community_id', 'first_day', 'last_day']).doNothing())
        .execute();
    },
  };
}
